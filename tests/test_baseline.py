"""Known findings: written, read again, and taken away from what is found."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcagraph.api import load
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.report.baseline import Known, compared, from_json, known, to_json
from tests.notes import write_vault


def everything(_: str) -> bool:
    return True


def finding(line: int = 1, detail: str = "[[x]]", path: str = "a.md") -> Diagnostic:
    return Diagnostic(Code.RCA301, path, line, detail)


def test_the_file_is_sorted_and_has_no_lines() -> None:
    found = [finding(9, path="b.md"), finding(3), finding(7), finding(2, "[[w]]")]
    assert json.loads(to_json(known(found))) == {
        "version": 1,
        "findings": [
            {"code": "RCA301", "path": "a.md", "detail": "[[w]]", "count": 1},
            {"code": "RCA301", "path": "a.md", "detail": "[[x]]", "count": 2},
            {"code": "RCA301", "path": "b.md", "detail": "[[x]]", "count": 1},
        ],
    }
    assert to_json(known(found)) == to_json(known(reversed(found)))


def test_what_is_known_is_hidden_as_often_as_it_is_known() -> None:
    result = compared(
        [finding(1), finding(2), finding(3)], known([finding(), finding()]), everything
    )
    assert result == ((finding(3),), 2, 0)


def test_what_is_no_longer_found_is_counted_where_its_code_is_asked_for() -> None:
    baseline = known([finding(), finding(), finding(detail="[[y]]")])
    assert compared([finding()], baseline, everything) == ((), 1, 2)
    assert compared([], baseline, lambda code: code != "RCA301") == ((), 0, 0)


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("[[x]]", "[[x]] (and 1 more place)"),
        ("[[x]] (and 2 more places)", "[[x]] (and 11 more places)"),
        ("`key` on lines 3 and 5", "`key` on lines 13 and 15"),
        ("closed with `---` on line 5", "closed with `---` on line 6"),
        ("Service 'x' stands also in a/b.md:3 title", "Service 'x' stands also in a/b.md:4 title"),
        ("Service 'x' stands also in a/b.md:3", "Service 'x' stands also in a/b.md:41"),
        ("Service 'catalog#12'", "Service 'catalog#13'"),
    ],
)
def test_lines_and_places_in_a_detail_do_not_count(then: str, now: str) -> None:
    assert compared([finding(8, now)], known([finding(2, then)]), everything) == ((), 1, 0)


@pytest.mark.parametrize(
    ("then", "now"),
    [("[[x]]", "[[y]]"), ("[[web-1]]", "[[web-2]]"), ("severity: 'x'", "severity: 'y'")],
)
def test_another_detail_is_another_finding(then: str, now: str) -> None:
    found = (finding(2, now),)
    assert compared(found, known([finding(2, then)]), everything) == (found, 0, 1)


def test_every_case_of_a_diagnostic_survives_lines_put_above_it(tmp_path: Path) -> None:
    files = {
        "a.md": "---\ntags: x\ntags: y\n---\n[[gone]]\n",
        "b.md": "[[gone]] [[also-gone]]\n",
        "incidents/c.md": "---\nid: 1\n---\nx",
        "incidents/d.md": "---\nid: 1\n---\nx",
    }
    before = load(write_vault(tmp_path / "before", files)).findings()
    moved = {
        path: text.replace("---\n", "---\nsummary: one\nnote: two\n", 1)
        if text.startswith("---")
        else f"\n\n{text}[[gone]]\n"
        for path, text in files.items()
    }
    after = load(write_vault(tmp_path / "after", moved)).findings()
    assert {one.code for one in before} >= {Code.RCA103, Code.RCA202, Code.RCA301, Code.RCA303}
    assert [one.line for one in before] != [one.line for one in after]
    assert compared(after, known(before), everything) == ((), len(before), 0)


ENTRIES = st.dictionaries(
    st.tuples(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8)),
    st.integers(1, 10**9),
    max_size=6,
)


@given(ENTRIES)
def test_what_is_written_is_read_again(entries: dict[tuple[str, str, str], int]) -> None:
    assert from_json(to_json(Known(entries))) == Known(entries)


ONE = '{"version": 1, "findings": [{"code": "RCA301", %s}]}'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not JSON"),
        ("[]", "no \"version\": 1"),
        ("{}", "no \"version\": 1"),
        ('{"version": 2, "findings": []}', "no \"version\": 1"),
        ('{"version": 1}', "no list of \"findings\""),
        ('{"version": 1, "findings": {}}', "no list of \"findings\""),
        ('{"version": 1, "findings": ["x"]}', "finding 1 lacks"),
        (ONE % '"path": "a", "detail": "b"', "finding 1 lacks"),
        (ONE % '"path": "a", "detail": "b", "count": true', "finding 1 lacks"),
        (ONE % '"path": "a", "detail": "b", "count": 0', "finding 1 lacks"),
        (ONE % '"path": "a", "detail": 1, "count": 1', "finding 1 lacks"),
        ("[" * 100_000, "not JSON"),
        ('{"version": ' + "1" * 5000 + "}", "not JSON"),
    ],
)  # fmt: skip
def test_what_is_no_baseline_is_said(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        from_json(text)
