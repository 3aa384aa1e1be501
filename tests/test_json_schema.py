"""The published JSON Schemas: of front matter, of `rcagraph.toml`, of what commands print."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft7Validator, Draft202012Validator

from rcagraph.api import load
from rcagraph.cli import main
from rcagraph.model.errors import RcaGraphError
from rcagraph.profile import built_in, read_profile
from rcagraph.profile.read import BUILT_IN, built_in_text
from rcagraph.reference.front_matter import front_matter_schema, names_in
from rcagraph.reference.json_schema import SCHEMAS, published
from rcagraph.reference.patterns import any_case, ecma
from rcagraph.starter import begin
from tests.notes import write_vault

EXAMPLE = Path(__file__).parents[1] / "examples" / "hopfield-pantry"
INCIDENT = {"type": "incident", "date": "2025-01-02", "services": ["cart"]}


class Loader(yaml.SafeLoader):
    """YAML as editors read it: a date is text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, regex) for tag, regex in listed if not tag.endswith(":timestamp")]
    for first, listed in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exit_code == 0, result.output
    return result


def errors(schema: Any, value: Any) -> list[str]:
    """Where the value is not what the schema says, each place once."""
    found = Draft202012Validator(schema).iter_errors(value)
    return sorted({error.json_path for error in found})


def of_kind(kind: str, toml: str, folder: Path) -> Any:
    (folder / "rcagraph.toml").write_text(toml, "utf-8")
    return front_matter_schema(read_profile(folder / "rcagraph.toml"), {}, kind)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_published_schema_is_one_in_both_drafts(name: str) -> None:
    Draft202012Validator.check_schema(published(name))
    Draft7Validator.check_schema(published(name, "07"))


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_front_matter_of_every_profile_has_a_schema_in_both_drafts(name: str) -> None:
    Draft202012Validator.check_schema(front_matter_schema(built_in(name)))
    Draft7Validator.check_schema(front_matter_schema(built_in(name), draft="07"))


def test_the_notes_of_the_example_are_as_the_schema_says() -> None:
    vault = load(EXAMPLE)
    schema = front_matter_schema(vault.profile, names_in(vault.graph.nodes()))
    notes = [
        (file, yaml.load(match[1], Loader))
        for file in sorted(EXAMPLE.glob("[a-z]*/*.md"))
        if (match := re.match(r"---\n(.*?)\n---\n", file.read_text("utf-8"), re.DOTALL))
    ]
    assert len(notes) == 60
    assert [(file.name, wrong) for file, front in notes if (wrong := errors(schema, front))] == []


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"date": "soon"}, ["$.date"]),
        ({"date": 2025}, ["$.date"]),
        ({"started_at": "10:00"}, ["$.started_at"]),
        ({"duration_minutes": "long"}, ["$.duration_minutes"]),
        ({"users_affected": ["many"]}, ["$.users_affected"]),
        ({"services": {"name": "cart"}}, ["$.services"]),
        ({"severity": ["P1"]}, ["$.severity"]),
        ({"title": {"a": 1}}, ["$.title"]),
        ({"date": "TBD", "duration_minutes": "~2 hours", "mood": {"any": "thing"}}, []),
        ({"date": None, "severity": 1, "services": "cart, orders", "related": [["x"]]}, []),
        ({"date": "2025-01-02 10:00", "started_at": "2025-01-02T10:00Z"}, []),
    ],
)
def test_an_incident_is_checked_key_by_key(changed: dict[str, Any], where: list[str]) -> None:
    assert errors(front_matter_schema(built_in()), {**INCIDENT, **changed}) == where


@pytest.mark.parametrize(
    ("front", "where"),
    [
        ({"type": "Postmortem", "date": "x"}, ["$.date"]),
        ({"kind": "rca", "date": "x"}, ["$.date"]),
        ({"tags": ["P1", "incident"], "date": "x"}, ["$.date"]),
        ({"tags": "incident", "date": "x"}, ["$.date"]),
        ({"type": "team", "tags": ["incident"], "date": "x"}, []),
        ({"type": "team", "kind": "incident", "date": "x"}, []),
        ({"type": "sprint", "date": "x"}, []),
    ],
)
def test_a_note_is_what_it_first_says(front: dict[str, Any], where: list[str]) -> None:
    assert errors(front_matter_schema(built_in()), front) == where


def test_of_a_kind_alone_no_note_needs_to_say_what_it_is() -> None:
    schema = front_matter_schema(built_in(), kind="Incident")
    assert errors(schema, {"date": "x"}) == ["$.date"]
    assert "Runbook" not in schema["$defs"]  # type: ignore[operator]


def test_a_kind_that_the_profile_does_not_read_is_refused() -> None:
    with pytest.raises(RcaGraphError, match="reads no Alert"):
        front_matter_schema(built_in(), kind="Alert")


@pytest.mark.parametrize(
    ("needs", "where"),
    [
        ("cart", []),
        (["cart", {"service": "orders", "kind": "soft", "probability": 0.5}], []),
        ({"any_of": ["a", "b"], "k_of_n": 2}, []),
        ([{"service": "orders", "kind": "weak"}], ["$.depends_on[0].kind"]),
        ([{"service": "orders", "why": "?"}], ["$.depends_on[0]"]),
        ({"service": "orders", "probability": 2}, ["$.depends_on.probability"]),
        ([{"kind": "hard"}], ["$.depends_on[0]"]),
    ],
)
def test_dependencies_in_all_their_forms(needs: Any, where: list[str]) -> None:
    assert errors(front_matter_schema(built_in()), {"type": "service", "depends_on": needs}) == (
        where
    )


def test_a_timeline_is_a_list_of_entries_and_no_number() -> None:
    schema = front_matter_schema(built_in(), {}, "Incident")
    entry = {"time": "10:03", "event": "alert fires"}
    assert errors(schema, {**INCIDENT, "timeline": [entry, "10:40 resolved"]}) == []
    assert errors(schema, {**INCIDENT, "timeline": 5}) == ["$.timeline"]


def test_known_names_are_offered_and_others_allowed() -> None:
    schema: Any = front_matter_schema(built_in(), {"Service": ["orders", "cart"]})
    offered = schema["$defs"]["name-of-Service"]["anyOf"]
    assert offered == [{"enum": ["cart", "orders"]}, {}]
    assert schema["$defs"]["Incident"]["properties"]["services"] == {
        "$ref": "#/$defs/name-of-Service",
        "description": "The service was hit. (AFFECTS Service)",
    }
    assert errors(schema, {**INCIDENT, "services": ["new"]}) == []


def test_a_key_is_what_its_first_rule_asks() -> None:
    keys: Any = front_matter_schema(built_in())["$defs"]
    started = keys["Incident"]["properties"]["started_at"]
    assert started["description"] == "When the timeline begins. The day it happened."


def test_what_to_write_is_said_where_a_pattern_is_asked_for() -> None:
    keys: Any = front_matter_schema(built_in())["$defs"]
    asked = keys["Incident"]["properties"]
    assert asked["date"]["patternErrorMessage"] == "Write YYYY-MM-DD."
    assert asked["duration"]["patternErrorMessage"] == "Write 1h 30m, or minutes."


def test_dotted_keys_are_nested(tmp_path: Path) -> None:
    toml = (
        '[[type]]\ntype = "Service"\nid = "meta.id"\n[type.fields]\nsince = "meta.days[].start"\n'
    )
    schema = of_kind("Service", toml, tmp_path)
    assert errors(schema, {"meta": {"id": "x", "days": [{"start": "2025-01-02"}]}}) == []
    assert errors(schema, {"meta": {"days": [{"start": "never"}]}}) == ["$.meta"]


def test_values_of_an_enumeration_are_offered_and_others_refused(tmp_path: Path) -> None:
    rule = '[[type]]\ntype = "Incident"\nextend = true\n[type.fields]\n'
    closed = of_kind(
        "Incident", rule + 'severity = { values = ["P1", "P2"], open = false }\n', tmp_path
    )
    wrong = [s for s in ("P1", "p2", "high", "N/A") if errors(closed, {"severity": s})]
    assert wrong == ["high"]


def test_spellings_and_what_they_mean_are_offered(tmp_path: Path) -> None:
    rule = '[[type]]\ntype = "Service"\nextend = true\n[type.fields]\n'
    schema = of_kind("Service", rule + 'tier = { map = { top = "1" } }\n', tmp_path)
    offered = schema["$defs"]["Service"]["properties"]["tier"]["anyOf"]
    assert offered == [{"enum": ["1", "top"]}, {}]
    assert errors(schema, {"tier": "low"}) == []


def test_date_formats_of_the_house_s_own_cannot_be_checked(tmp_path: Path) -> None:
    schema = of_kind("Incident", '[vault]\ndate_formats = ["%d.%m.%Y"]\n', tmp_path)
    assert errors(schema, {"date": "02.01.2025"}) == []


def test_a_vault_s_own_kind_has_its_keys(tmp_path: Path) -> None:
    toml = """\
        [[kind]]
        name = "Region"
        [[property]]
        of = "Region"
        name = "power"
        type = "integer"
        [classify.words]
        Region = ["region"]
        [[type]]
        type = "Region"
        fields.power = "power"
        """
    root = write_vault(tmp_path, {"rcagraph.toml": toml, "x.md": "---\ntype: region\n---\n"})
    schema = json.loads(run("schema", "--json-schema", "--vault", str(root)).stdout)
    assert errors(schema, {"type": "region", "power": "none at all"}) == ["$.power"]


def test_the_command_prints_each(tmp_path: Path) -> None:
    notes = json.loads(
        run(
            "schema", "--json-schema", "--kind", "Team", "--draft", "07", "--vault", str(EXAMPLE)
        ).stdout
    )
    assert notes["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert notes["title"] == "Front matter of Team in hopfield-pantry"
    assert json.loads(run("schema", "--json-schema", "stats").stdout) == published("stats")
    refused = CliRunner().invoke(main, ["schema", "--kind", "Team"])
    assert refused.exit_code == 2


ANSWERS = {
    "stats": ["stats"],
    "check": ["check", "--today", "2026-10-01"],
    "blast-radius": ["blast-radius", "order-service", "--what-if", "down:pricing-engine"],
    "explanation": ["blast-radius", "user-accounts", "--explain", "web-storefront"],
    "criticality": ["criticality"],
    "diff": ["diff", str(EXAMPLE / "services"), str(EXAMPLE)],
    "recurrence": ["recurrence"],
    "recurrence-explanation": ["recurrence", "--explain", "order-service"],
    "dependencies": ["dependencies"],
    "show": ["show", "order-service"],
    "report": ["report", "--period", "2025-Q2", "--today", "2026-10-01"],
}


@pytest.mark.parametrize("name", ANSWERS)
def test_what_a_command_prints_is_as_published_and_all_of_it(name: str) -> None:
    printed = run(*ANSWERS[name], "--format", "json", "--vault", str(EXAMPLE), "--quiet").stdout
    schema = published(name)
    assert errors(schema, json.loads(printed)) == []
    assert errors(_closed(schema), json.loads(printed)) == []


def _closed(schema: Any) -> Any:
    """The same, with no key beside those that it tells of."""
    if isinstance(schema, list):
        return [_closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(value) for key, value in schema.items()}
    if "required" in schema:
        closed["additionalProperties"] = False
    return closed


def test_an_answer_that_lacks_a_key_or_has_another_type_is_none() -> None:
    good = {"code": "RCA301", "severity": "warning", "path": "a.md", "line": None}
    good |= {"title": "t", "detail": "d", "hint": "h", "also": []}
    schema = published("check")
    assert errors(schema, [good]) == []
    assert errors(schema, [{**good, "line": 0}]) == ["$[0].line"]
    assert errors(schema, [{**good, "code": "RCA999"}]) == ["$[0].code"]
    assert errors(schema, [{"code": "RCA301"}]) == ["$[0]"]


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_built_in_profiles_are_as_the_profile_s_schema_says(name: str) -> None:
    assert errors(published("profile"), tomllib.loads(built_in_text(name))) == []


def test_a_first_rcagraph_toml_is_as_the_schema_says(tmp_path: Path) -> None:
    note = "---\noccurred: 2025-01-0{0}\nimpacted: [a]\nincident_id: I-{0}\n---\n"
    files = {f"outages/{i}.md": note.format(i) for i in (1, 2)}
    text = begin(write_vault(tmp_path, dict(files))).text
    assert "extend = true" in text
    assert errors(published("profile"), tomllib.loads(text)) == []


@pytest.mark.parametrize(
    ("toml", "where"),
    [
        ("[vault]\ninclud = 'x'\n", ["$.vault"]),
        ("use = 'nagios'\n", ["$.use"]),
        ("[[type]]\ntype = 'Incident'\nfields.date = 1\n", ["$.type[0].fields.date"]),
        ("[[type]]\n[[type.edge]]\nreverse = 'no'\n", ["$.type[0].edge[0].reverse"]),
        ("[[edge]]\nname = 'X'\nimpact = 'up'\n", ["$.edge[0].impact"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_profile_is_found_at_its_place(toml: str, where: list[str]) -> None:
    assert errors(published("profile"), tomllib.loads(toml)) == where


OWN = """
[properties]
AFFECTS = {{ share = "decimal", quick = "boolean" }}
DEPENDS_ON = {{ port = "integer" }}
[[type]]
type = "Service"
path = "*.md"
dependencies = {{ port = {port}, strength = "soft" }}
[[type]]
type = "Incident"
path = "i/*.md"
[[type.edge]]
rel = "AFFECTS"
from = "hit"
share = {share}
quick = true
"""


@pytest.mark.parametrize(
    ("share", "port", "where"),
    [
        ("0.5", "5432", []),
        ("'half'", "5432", ["$.type[1].edge[0].share"]),
        ("0.5", "true", ["$.type[0].dependencies"]),
    ],
)
def test_a_vault_s_profile_may_say_its_own_properties_of_edges(
    share: str, port: str, where: list[str], tmp_path: Path
) -> None:
    toml = OWN.format(share=share, port=port)
    root = write_vault(tmp_path, {"rcagraph.toml": OWN.format(share=1, port=2)})
    schema = json.loads(run("schema", "--json-schema", "profile", "--vault", str(root)).stdout)
    assert errors(schema, tomllib.loads(toml)) == where
    assert errors(published("profile"), tomllib.loads(toml)) != []


TABLES = {
    "": "{}\n",
    "vault": "[vault]\n{}\n",
    "classify": "[classify]\n{}\n",
    "links": "[links]\n{}\n",
    "links.name": "[[links.name]]\nlike = 'x'\n{}\n",
    "neo4j": "[neo4j]\n{}\n",
    "normalise.*": "[normalise.Service]\n{}\n",
    "kind": "[[kind]]\nname = 'X'\n{}\n",
    "edge": "[[edge]]\nname = 'X'\nfrom = 'Service'\nto = 'Service'\n{}\n",
    "property": "[[property]]\nof = 'Service'\nname = 'x'\n{}\n",
    "declare": "[[declare]]\ntype = 'Service'\nnames = ['x']\n{}\n",
    "mention": "[[mention]]\ntype = 'Incident'\nto = 'Service'\nrel = 'AFFECTS'\n{}\n",
    "type": "[[type]]\ntype = 'Incident'\n{}\n",
    "type.fields.*": "[[type]]\ntype = 'Incident'\n[type.fields.date]\n{}\n",
    "type.edge": "[[type]]\ntype = 'Service'\n[[type.edge]]\nrel = 'DEPENDS_ON'\n{}\n",
    "type.dependencies": "[[type]]\ntype = 'Service'\n[type.dependencies]\n{}\n",
    "type.timeline": "[[type]]\ntype = 'Incident'\n[type.timeline]\n{}\n",
    "type.actions": "[[type]]\ntype = 'Incident'\n[type.actions]\n{}\n",
}  # fmt: skip
READ_BEFORE = {"": {"use"}, "type": {"extend"}}
"""Keys that the reader takes out before it looks for unknown ones."""


@pytest.mark.parametrize("table", TABLES)
def test_the_profile_s_schema_has_the_keys_that_the_reader_knows(
    table: str, tmp_path: Path
) -> None:
    file = tmp_path / "rcagraph.toml"
    file.write_text(TABLES[table].format("zzz = 1"), "utf-8")
    with pytest.raises(RcaGraphError, match="has no key 'zzz'") as caught:
        read_profile(file)
    known = set(caught.value.tip.removeprefix("Write one of: ").split(", "))
    schema = next(_tables(published("profile"), table))
    assert set(schema["properties"]) == known | READ_BEFORE.get(table, set())


def _meant(schema: Any) -> Any:
    """What a reference to a definition stands for."""
    name = schema.get("$ref", "").removeprefix("#/$defs/")
    return published("profile")["$defs"][name] if name else schema  # type: ignore[index, call-overload]


def _tables(schema: Any, path: str) -> Iterator[Any]:
    """What the schema says of a table by its dotted name; `*` for any key of one."""
    if not path:
        yield schema
        return
    head, _, rest = path.partition(".")
    below = schema["additionalProperties"] if head == "*" else schema["properties"][head]
    for form in below.get("anyOf", [below]):
        inside = _meant(form.get("items", form))
        if "properties" in inside or "additionalProperties" in inside:
            yield from _tables(inside, rest)


@pytest.mark.parametrize(
    ("python", "expected"),
    [
        (r"(?i)^n/a$", r"^[nN]/[aA]$"),
        (r"^\d{4}-\d{2}\Z", r"^\d{4}-\d{2}$"),
        (r"(?P<name>x)\-[\-a]", r"(?<name>x)-[\-a]"),
        (r"(?i)[a-c]\.", r"[aA-cC]\."),
        (r"(?<!x)y(?=z)", r"(?<!x)y(?=z)"),
        (r"(?x) a", None),
        (r"\U0001F600", None),
    ],
)
def test_patterns_of_python_as_of_ecma(python: str, expected: str | None) -> None:
    assert ecma(python) == expected


def test_any_case_matches_as_reading_does() -> None:
    assert re.fullmatch(any_case("N/A: é(1)"), "n/a: É(1)")
    assert not re.fullmatch(any_case("a.b"), "axb")
