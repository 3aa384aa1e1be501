"""`check --shacl`: the RDF of a vault against its shapes, each result where the notes say it."""

import json
import re
import socket
import sys
from pathlib import Path
from typing import NoReturn

import pytest
import rdflib
from click.testing import CliRunner, Result

from rcagraph.cli import main
from rcagraph.export.rdf.owl import owl
from rcagraph.export.rdf.rdflib_graph import to_rdflib
from rcagraph.export.rdf.shapes import shapes
from rcagraph.export.rdf.validation import shacl_report, validate
from rcagraph.graph import Edge, KnowledgeGraph
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.facts import Place
from tests.graphs import edge, key, node, shop
from tests.notes import write_vault

INCIDENT = "incidents/2025-01-02-cart.md"
GOOD = {
    INCIDENT: "---\ndate: 2025-01-02\nseverity: P1\nservices: [cart]\n---\n",
    "services/cart.md": "---\nowner: core\n---\n",
    "runbooks/cart.md": "---\nservices: [cart]\n---\n",
}
NO_OWNER = {**GOOD, "services/cart.md": "---\ntier: 1\n---\n"}
NO_SEVERITY = {**GOOD, INCIDENT: "---\ndate: 2025-01-02\nservices: [cart]\n---\n"}
EUROS = GOOD[INCIDENT].replace("services", "revenue_impact_currency: euros\nservices")
BAD_CURRENCY = {**GOOD, INCIDENT: EUROS}


def said(graph: KnowledgeGraph, part: str = "all") -> list[str]:
    return [f"{d.path}:{d.line} {d.code.name} {d.detail}" for d in validate(graph, part)]


def checked(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--vault", str(root), *arguments])


def test_a_fault_in_a_value_is_at_the_place_of_its_node() -> None:
    web = node("Service", "web", line=7)
    late = node("Incident", "2025-01-03-x", duration_minutes=-1)
    assert said(KnowledgeGraph("test", [web, late], []), "structure") == [
        "incidents/2025-01-03-x.md:1 RCA601 incident/2025-01-03-x: rca:durationMinutes has at most "
        "one xsd:integer, at least 0 (-1)"
    ]


def test_a_zero_is_told_like_any_other_value() -> None:
    edges = [edge("DEPENDS_ON", key("Service", "a"), key("Service", "b"), needed=0)]
    graph = KnowledgeGraph("test", [node("Service", "a"), node("Service", "b")], edges)
    assert said(graph, "structure") == [
        "services/a.md:2 RCA601 service/a → service/b: rca:needed has at most one xsd:integer, "
        "at least 1 (0)"
    ]


def test_a_link_that_dangles_is_at_the_place_of_the_link_with_the_other_places() -> None:
    source, gone = node("Document", "a"), node("Unresolved", "gone", declared=False)
    places = (Place("a.md", 4, "See also"), Place("b.md", 9))
    link = Edge("REFERENCES", source.key, gone.key, places, True, ("link",))
    [found] = validate(KnowledgeGraph("test", [source, gone], [link]), "quality")
    assert str(found) == (
        "a.md:4: warning[RCA602] RDF lacks what is asked of it: document/a → unresolved/gone: "
        "leads to no note; say it in the note"
    )
    assert found.also == (Place("b.md", 9),)


def test_a_cycle_is_told_at_each_of_its_services() -> None:
    ends = [("a", "b"), ("b", "a"), ("c", "a")]
    edges = [edge("DEPENDS_ON", key("Service", x), key("Service", y)) for x, y in ends]
    nodes = [node("Service", name) for name in "abc"]
    assert said(KnowledgeGraph("test", nodes, edges), "cycles") == [
        "services/a.md:1 RCA603 service/a: depends on itself, directly or not",
        "services/b.md:1 RCA603 service/b: depends on itself, directly or not",
    ]


@pytest.mark.parametrize(
    ("number", "lines"),
    [
        (3, [f"services/{name}.md:1 RCA602 service/{name}: has no owner" for name in "abc"]),
        (4, ["services/a.md:1 RCA602 service/a, and all 3 others: has no owner"]),
    ],
)
def test_what_a_vault_does_not_keep_at_all_is_told_once(number: int, lines: list[str]) -> None:
    nodes = [node("Service", name) for name in "abcd"[:number]]
    found = said(KnowledgeGraph("test", nodes, []), "quality")
    assert [line for line in found if "owner" in line] == lines


def test_what_one_of_many_lacks_is_told_of_it_alone() -> None:
    nodes = [*(node("Service", name) for name in "abcde"), node("Team", "core")]
    edges = [edge("OWNS", key("Team", "core"), key("Service", name)) for name in "abce"]
    found = said(KnowledgeGraph("test", nodes, edges), "quality")
    assert [line for line in found if "owner" in line] == [
        "services/d.md:1 RCA602 service/d: has no owner"
    ]


def test_the_shop_breaks_no_structure() -> None:
    assert said(shop(), "structure") == []


def test_the_result_does_not_depend_on_the_base() -> None:
    here = [d.detail for d in validate(shop())]
    assert here
    assert [d.detail for d in validate(shop(), base_iri="https://graph.example.org/x")] == here


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[object]()

    def refuse(*arguments: object, **_: object) -> NoReturn:
        asked.append(arguments)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    data = to_rdflib(shop())
    elsewhere = rdflib.URIRef("https://w3id.org/elsewhere")
    data.add((elsewhere, rdflib.RDF.type, rdflib.OWL.Ontology))
    data.add((elsewhere, rdflib.OWL.imports, rdflib.URIRef("https://example.org/more")))
    report = shacl_report(data, shapes("structure"), owl())
    assert (None, rdflib.SH.conforms, rdflib.Literal(True)) in report
    assert asked == []


def test_without_pyshacl_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(RcaGraphError, match="not installed") as caught:
        validate(shop())
    assert "rcagraph[shacl]" in caught.value.tip


@pytest.mark.parametrize(
    ("notes", "code", "strict"),
    [(GOOD, 0, 0), (NO_SEVERITY, 0, 0), (NO_OWNER, 0, 1), (BAD_CURRENCY, 1, 1)],
)
def test_violations_fail_warnings_only_when_strict(
    notes: dict[str, str], code: int, strict: int, tmp_path: Path
) -> None:
    root = write_vault(tmp_path, notes)
    assert checked(root, "--shacl").exit_code == code
    assert checked(root, "--shacl", "--strict").exit_code == strict


def test_the_parts_are_asked_for_apart(tmp_path: Path) -> None:
    root = write_vault(tmp_path, {**NO_OWNER, INCIDENT: EUROS})
    for part, code in (("structure", "RCA601"), ("quality", "RCA602")):
        assert re.findall(r"\[(RCA\d+)]", checked(root, "--shacl", part).stdout) == [code]
    assert checked(root, "--shacl", "cycles").stdout == ""


def test_the_formats_are_those_of_check(tmp_path: Path) -> None:
    root = write_vault(tmp_path, NO_OWNER)
    [found] = json.loads(checked(root, "--shacl", "--format", "json").stdout)
    assert (found["code"], found["path"], found["line"]) == ("RCA602", "services/cart.md", 1)
    sarif = json.loads(checked(root, "--shacl", "--format", "sarif").stdout)
    assert [r["ruleId"] for r in sarif["runs"][0]["results"]] == ["RCA602"]
    github = checked(root, "--shacl", "--format", "github").stdout
    assert re.match(r"::warning file=.*services/cart\.md,line=1,title=RCA602::", github)


def test_without_shacl_the_notes_are_checked_and_with_it_they_are_not(tmp_path: Path) -> None:
    root = write_vault(tmp_path, NO_OWNER)
    assert re.findall(r"\[(RCA\d+)]", checked(root).stdout) == ["RCA401"]
    assert re.findall(r"\[(RCA\d+)]", checked(root, "--shacl").stdout) == ["RCA602"]


def test_a_baseline_keeps_apart_what_is_of_notes_and_what_of_rdf(tmp_path: Path) -> None:
    root, file = write_vault(tmp_path / "vault", NO_OWNER), str(tmp_path / "known.json")
    for mode in ([], ["--shacl"]):
        checked(root, *mode, "--baseline", file, "--update-baseline")
    assert set(re.findall(r"RCA\d+", Path(file).read_text("utf-8"))) == {"RCA401", "RCA602"}
    for mode in ([], ["--shacl"]):
        done = checked(root, *mode, "--baseline", file, "--strict")
        assert (done.exit_code, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--shacl", "--fix"), "ask for one"),
        (("--shacl", "--select", "RCA4"), "without --shacl"),
        (("--select", "RCA6"), "with --shacl"),
        (("--shacl", "shape"), "is not one of"),
    ],
)
def test_what_makes_no_sense_is_refused(
    arguments: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    done = checked(write_vault(tmp_path, GOOD), *arguments)
    assert done.exit_code == 2
    assert message in done.output


def test_the_command_prints_the_shapes() -> None:
    done = CliRunner().invoke(main, ["schema", "--profile", "rca-vault", "--shacl", "quality"])
    assert done.stdout == shapes("quality")
    assert CliRunner().invoke(main, ["schema", "--owl", "--shacl"]).exit_code == 2
    assert CliRunner().invoke(main, ["schema", "--base-iri", "https://a.example/"]).exit_code == 2
