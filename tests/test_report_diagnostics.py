"""Diagnostics as text, JSON, GitHub annotations and SARIF."""

import json

from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import Place
from rcagraph.report.diagnostics import (
    FORMATS,
    below,
    summary,
    to_github,
    to_json,
    to_sarif,
    to_text,
)

FOUND = (
    Diagnostic(Code.RCA101, "a b/ü,1:2.md", 0, "line 3"),
    Diagnostic(Code.RCA301, "x.md", 7, "50%\n::warning::x\x1b[2J", "write [[y]]"),
)


def test_text_is_one_line_each_without_control_characters() -> None:
    assert to_text(FOUND) == (
        "a b/ü,1:2.md:0: error[RCA101] YAML cannot be parsed: line 3; "
        "mend the line; the body was still read\n"
        "x.md:7: warning[RCA301] link reaches no note: 50% ::warning::x[2J; write [[y]]\n"
    )
    assert to_text(()) == ""


def test_summary() -> None:
    assert summary(FOUND) == "1 error, 1 warning"
    assert summary(FOUND[1:] * 2) == "2 warnings"
    assert summary(()) == "no findings"


def test_json() -> None:
    assert json.loads(to_json(FOUND))[0] == {
        "code": "RCA101", "severity": "error", "path": "a b/ü,1:2.md", "line": None,
        "title": "YAML cannot be parsed", "detail": "line 3",
        "hint": "mend the line; the body was still read", "also": [],
    }  # fmt: skip
    assert json.loads(to_json(FOUND))[1]["line"] == 7
    assert to_json(()) == "[]\n"


def test_github_annotations_cannot_be_forged() -> None:
    assert to_github(FOUND) == (
        "::error file=a b/ü%2C1%3A2.md,title=RCA101::YAML cannot be parsed: line 3; "
        "mend the line; the body was still read\n"
        "::warning file=x.md,line=7,title=RCA301::link reaches no note: 50%25 ::warning::x[2J; "
        "write [[y]]\n"
    )


def test_from_the_repository_s_root_every_path_begins_with_the_vault_s_folder() -> None:
    found = Diagnostic(Code.RCA303, "a.md", 1, "x", also=(Place("b.md", 2, "title"),))
    (seen,) = below("docs/notes/", [found])
    assert (seen.path, seen.also) == ("docs/notes/a.md", (Place("docs/notes/b.md", 2, "title"),))
    assert below("", [found]) == (found,)


def test_sarif() -> None:
    shape = json.loads(to_sarif((*FOUND, FOUND[1]), "1.2.3"))
    assert (shape["version"], len(shape["runs"])) == ("2.1.0", 1)
    run = shape["runs"][0]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("rcagraph", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == ["RCA101", "RCA301"]
    assert run["results"][0] == {
        "ruleId": "RCA101",
        "ruleIndex": 0,
        "level": "error",
        "message": {
            "text": "YAML cannot be parsed: line 3; mend the line; the body was still read"
        },
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": "a%20b/%C3%BC%2C1%3A2.md"}}}
        ],
    }
    last = run["results"][2]
    assert last["ruleIndex"] == 1
    assert last["locations"][0]["physicalLocation"]["region"] == {"startLine": 7}


def test_every_format_takes_no_findings_and_some() -> None:
    assert list(FORMATS) == ["text", "json", "github", "sarif"]
    for render in FORMATS.values():
        assert "RCA301" not in render(())
        assert "RCA301" in render(FOUND)


def test_all_places_of_a_finding() -> None:
    places = (Place("b.md", 2, "title"), Place("c d.md", 0))
    found = Diagnostic(Code.RCA301, "a.md", 1, "[[x]] (and 2 more places)", also=places)
    assert json.loads(to_json([found]))[0]["also"] == [
        {"path": "b.md", "line": 2, "where": "title"},
        {"path": "c d.md", "line": None, "where": ""},
    ]
    (result,) = json.loads(to_sarif([found], "1"))["runs"][0]["results"]
    assert result["relatedLocations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "b.md"}, "region": {"startLine": 2}}},
        {"physicalLocation": {"artifactLocation": {"uri": "c%20d.md"}}},
    ]
    assert len(to_text([found]).splitlines()) == 1
