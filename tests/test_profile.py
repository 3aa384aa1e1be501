"""Profiles: read from TOML on top of a built-in one; what is wrong is said with its line."""

import json
import sys
import tomllib
import zoneinfo
from collections.abc import Iterator, Mapping
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rcagraph.extract import extract
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.facts import NodeFact
from rcagraph.profile import Profile, built_in, read_profile
from rcagraph.profile.read import BUILT_IN, built_in_text
from rcagraph.profile.zones import zone_of
from rcagraph.vault.read import parse_note

KINDS = "Incident, Service, Runbook, Team"
INCIDENT = '[[type]]\ntype = "Incident"\n'
EDGE = INCIDENT + '[[type.edge]]\nrel = "AFFECTS"\nto = "Service"\nfrom = "hit"\n'

WRONG = {
    "unknown table": ("\n[vualt]\n", 2, "the profile has no key 'vualt'", "vault, classify"),
    "unknown key": ('[vault]\nnam = "x"\n', 2, "[vault] has no key 'nam'", "name, "),
    "unknown key of a type": (
        '# colour\n[vault]\nname = "colour"\n[[type]]\ncolour = "red"\n',
        5, "[[type]] has no key 'colour'", "type, extend, path",
    ),
    "unknown kind": ('[[type]]\ntype = "Incidnet"\n', 2, "'Incidnet' is no kind", KINDS),
    "unknown kind of a word": ('[classify.words]\nFoo = ["x"]\n', 2, "'Foo' is no kind", KINDS),
    "unknown kind of a share": ('[vault.share]\nFoo = "x"\n', 2, "'Foo' is no kind", KINDS),
    "unknown kind of a pair": (
        '[links.rel]\n"Incident>Foo" = "-"\n', 2, "'Foo' is no kind", KINDS,
    ),
    "bad regex": (
        '[vault]\nplaceholders = [\n  "ok",\n  "(x",\n]\n',
        4, "placeholders: '(x' is no regular expression: missing )", r"\(",
    ),
    "regex too large": (
        '[links]\nignore = "a{99999999999999999999}"\n', 2, "is no regular expression", "Python",
    ),
    "bad source": (
        INCIDENT + 'id = ["date", "two words"]\n',
        3, "id: 'two words' is no source expression", "a front-matter key",
    ),
    "bad place": (INCIDENT + 'id = "@stem"\n', 3, "id: '@stem' is no place", "@name, @title"),
    "unknown property": (
        INCIDENT + '[type.fields]\ncolour = "colour"\n',
        4, "Incident has no property 'colour'", "title, path, tags, date, epoch_day, severity",
    ),
    "computed property": (
        INCIDENT + '[type.fields]\nsaid_at = "x"\n', 4, "has no property 'said_at'", "title",
    ),
    "unknown edge": (
        INCIDENT + '[[type.edge]]\nrel = "HITS"\nto = "Service"\n',
        4, "'HITS' is no edge", "AFFECTS, ORIGINATED_IN",
    ),
    "forbidden edge": (
        EDGE + '[[type.edge]]\nrel = "AFFECTS"\nto = "Team"\nfrom = "x"\n',
        8, "AFFECTS may not join Incident to Team", "Incident to Service",
    ),
    "forbidden reversed edge": (
        EDGE + "reverse = true\n", 4, "it goes from Incident to Service", "reverse = false",
    ),
    "edge to nothing": (
        INCIDENT + '[[type.edge]]\nrel = "AFFECTS"\nto = []\nfrom = "x"\n', 5, "to names no kind",
        KINDS,
    ),
    "match of no meaning": (
        EDGE + 'match = "some"\n', 7, "match = 'some' means nothing", "any, known",
    ),
    "flag that is a word": (
        EDGE + 'first = "no"\n', 7, "first = 'no' means nothing", "true, false",
    ),
    "pattern with a group of no property": (
        EDGE + "pattern = '(?P<name>x)(?P<role>y)'\n",
        7, "AFFECTS has no property 'role'", "name",
    ),
    "duration of a text": (
        INCIDENT + 'fields.severity = { from = "x", kind = "duration" }\n',
        3, "kind = 'duration' means nothing", "Write one of: text",
    ),
    "kind of field that there is not": (
        INCIDENT + 'fields.users_affected = { from = "x", kind = "people" }\n',
        3, "kind = 'people' means nothing", "integer, count, duration",
    ),
    "least of a text": (
        INCIDENT + 'fields.severity = { from = "x", pick = "min" }\n',
        3, "pick = 'min' means nothing", "first, last, all",
    ),
    "last of a list": (
        INCIDENT + 'fields.resolution = { from = "x", pick = "last" }\n',
        3, "pick = 'last' means nothing", "Write one of: all",
    ),
    "greatest of several currencies": (
        INCIDENT + 'fields.revenue_impact = { from = "x", kind = "money", pick = "max" }\n',
        3, "pick = 'max' means nothing", "first, last",
    ),
    "values of a number": (
        INCIDENT + 'fields.users_affected = { from = "x", values = ["1"] }\n',
        3, "values: users_affected is no text", "type string",
    ),
    "open without values": (
        INCIDENT + 'fields.severity = { from = "x", open = true }\n',
        3, "open = true means nothing without values", "values = ",
    ),
    "currency of no money": (
        INCIDENT + 'fields.revenue_impact = { from = "x", currency = "EUR" }\n',
        3, "currency: revenue_impact is not read as money", "kind = 'money'",
    ),
    "currency that there is not": (
        INCIDENT + 'fields.revenue_impact = { from = "x", kind = "money", currency = "euro" }\n',
        3, "currency = 'euro' is no code of ISO 4217", "EUR, USD",
    ),
    "money that cannot keep its currency": (
        INCIDENT + 'fields.error_rate_percent = { from = "x", kind = "money" }\n',
        3, "no property 'error_rate_percent_currency'", "[[property]]",
    ),
    "field read from nothing": (
        INCIDENT + "fields.severity = []\n", 3, "severity is read from nothing", "expression",
    ),
    "edge read from nothing": (
        INCIDENT + '[[type.edge]]\nrel = "AFFECTS"\nto = "Service"\n',
        4, "AFFECTS is read from nothing", "from = ",
    ),
    "split between letters": (EDGE + "split = ' *'\n", 7, "fits between any two letters", "','"),
    "split with a group": (EDGE + "split = '(,|;)'\n", 7, "has a group", "(?:…)"),
    "edge by two things": (
        EDGE + "entity_ref = true\nby_path = true\n", 8, "not both", "one of them",
    ),
    "type of nothing": ('[[type]]\npath = "x/*.md"\n', 1, "does not say its type", "type = '-'"),
    "skipping nothing": ('[[type]]\ntype = "-"\n', 1, "does not say which files", "path = "),
    "records of no key": (
        INCIDENT + 'records = "yaml:a..b[]"\n', 3, "'a..b' is no dotted key", "yaml:params",
    ),
    "section of a record": (
        INCIDENT + 'records = "yaml:a[]"\nfields.summary = "section:Summary"\n',
        4, "summary: a record of data has no 'section:Summary'", "a key of the record",
    ),
    "body of a record": (
        INCIDENT + "records = \"yaml:a[]\"\nid = 'body:x'\n", 4, "has no 'body:x'", "a key of",
    ),
    "timeline of a record": (
        INCIDENT + 'records = "yaml:a[]"\n[type.timeline]\n',
        4, "a record of data has no timeline", "heading:RE",
    ),
    "empty pattern": ("[vault]\nplaceholders = ['']\n", 2, "fits everything", "'.+'"),
    "empty pattern of a source": (INCIDENT + "id = 'body:'\n", 3, "no regular expression", ".+"),
    "date without year": (
        "[vault]\ndate_formats = ['%d.%m']\n", 2, "'%d.%m' lacks a day, month or year", "%d.%m.%Y",
    ),
    "date format that is none": (
        "[vault]\ndate_formats = [\n'%Y-%m-%d',\n'%Q',\n]\n", 4, "'%Q' is no format", "%d.%m.%Y",
    ),
    "time without a date": ("[vault]\ndate_formats = ['%H:%M']\n", 2, "lacks a day", "%Y"),
    "half a day without its half": (
        "[vault]\ndate_formats = ['%d.%m.%Y %I:%M']\n", 2, "has %I without %p", "%H",
    ),
    "zone by its name": (
        "[vault]\ndate_formats = ['%d.%m.%Y %H:%M %Z']\n", 2, "no zone by its name", "%z",
    ),
    "link name without pattern": (
        '[links]\ndefault = "REFERENCES"\n[[links.name]]\nlike = "x"\nkind = "Team"\n'
        '[[links.name]]\nkind = "Team"\n',
        6, "[[links.name]] has no like", "like = 'text'",
    ),
    "declared without a name": (
        '[[declare]]\ntype = "Service"\nnames = ["x", ""]\n', 3, "'' has an empty name", "'NAME|",
    ),
    "declared with an empty alias": (
        '[[declare]]\ntype = "Service"\nnames = ["x|"]\n', 3, "'x|' has an empty name", "'NAME|",
    ),
    "declared nothing": ('[[declare]]\ntype = "Service"\n', 1, "names nothing", "names ="),
    "kind without a name": ('[[kind]]\ndoc = "x"\n', 1, "[[kind]] has no name", "name = 'text'"),
    "kind declared twice": (
        '[[kind]]\nname = "Api"\n[[kind]]\nname = "Api"\n', 4, "a kind 'Api' already", "another",
    ),
    "kind of the table": ('[[kind]]\nname = "Team"\n', 2, "a kind 'Team' already", "another name"),
    "kind that differs in case": (
        '[[kind]]\nname = "TEAM"\n', 2, "'TEAM' is declared twice", "another name",
    ),
    "kind that an export has": (
        '[[kind]]\nname = "RcaEntity"\n', 2, "the exports have for something else", "another name",
    ),
    "kind that RDF has": ('[[kind]]\nname = "note"\n', 2, "'note' is a name that", "another name"),
    "kind that is no identifier": (
        '[[kind]]\nname = "a b"\n', 2, "'a b' is no identifier", "another name",
    ),
    "edge with an end that is no kind": (
        '[[edge]]\nname = "X"\nfrom = "Service"\nto = "Srvice"\n', 4, "'Srvice' is no kind", KINDS,
    ),
    "edge that joins nothing": ('[[edge]]\nname = "X"\n', 1, "edge 'X' joins nothing", "from = "),
    "impact of an edge of the table": (
        '[[edge]]\nname = "OWNS"\nfrom = "Team"\nimpact = "to_target"\n',
        4, "OWNS is there already: only from and to can be added", "another name",
    ),
    "doc of an edge of the table": (
        '[[edge]]\nname = "OWNS"\ndoc = "x"\n', 3, "only from and to", "leave it out",
    ),
    "property that differs in case": (
        '[[property]]\nof = "Service"\nname = "Tier"\n',
        3, "Service.Tier and tier are one name in a database", "another name",
    ),
    "property that is another in camel case": (
        '[[property]]\nof = "Team"\nname = "durationMinutes"\n',
        3, "Team.durationMinutes and duration_minutes are one name", "another name",
    ),
    "property that is called like an edge": (
        '[[property]]\nof = "Team"\nname = "part_of"\n', 3, "and PART_OF are one name", "another",
    ),
    "property twice": (
        '[[property]]\nof = "Service"\nname = "tier"\n', 3, "one property twice", "another name",
    ),
    "property of another type elsewhere": (
        '[[property]]\nof = "Team"\nname = "tier"\ntype = "integer"\n', 3, "another type", "name",
    ),
    "milestone": (
        INCIDENT + "[type.timeline.milestones]\nover = 'x'\n",
        4, "[type.timeline.milestones] has no key 'over'", "started_at, detected_at",
    ),
    "timeline of a kind without": (
        '[[type]]\ntype = "Team"\n[type.timeline]\n', 2, "Team has no timeline", "Incident",
    ),
    "timeline of skipped files": (
        '[[type]]\ntype = "-"\npath = "x"\n[type.timeline]\n', 2, "no timeline", "Incident",
    ),
    "action column": (
        INCIDENT + "[type.actions.columns]\ncolour = 'x'\n",
        4, "[type.actions.columns] has no key 'colour'", "owner, text, priority, due_date",
    ),
    "actions of a team": (
        '[[type]]\ntype = "Team"\n[type.actions]\n',
        1, "HAS_ACTION_ITEM may not join Team to ActionItem", "Incident to ActionItem",
    ),
    "actions owned by a service": (
        INCIDENT + '[type.actions]\nowners = ["Service"]\n',
        1, "OWNS may not join Service to ActionItem", "Team or Person to",
    ),
    "dependencies of an incident": (
        INCIDENT + "[type.dependencies]\n",
        1, "DEPENDS_ON may not join Incident to Service", "Service or Resource to",
    ),
    "dependencies by another edge": (
        '[[type]]\ntype = "Service"\n[type.dependencies]\nrel = "PART_OF"\n',
        4, "PART_OF has no strength and no group", "DEPENDS_ON",
    ),
    "dependencies in the body": (
        '[[type]]\ntype = "Service"\n[type.dependencies]\nfrom = "list:Needs"\n',
        4, "'list:Needs' is no key", "depends_on",
    ),
    "link edge that few kinds may have": (
        '[links]\ndefault = "AFFECTS"\n', 2, "AFFECTS may not join Incident to Incident", "to",
    ),
    "link pair that the table forbids": (
        '[links.rel]\n"Team>Service" = "AFFECTS"\n',
        2, "AFFECTS may not join Team to Service", "Incident to Service",
    ),
    "bad time zone": (
        '[vault]\ntimezone = "Mars/Olympus"\n', 2, "'Mars/Olympus' is no time zone", "UTC",
    ),
    "encoding of no text": (
        '[vault]\nencoding = "base64"\n', 2, "encoding = 'base64' is none that notes", "cp1252",
    ),
    "encoding that is none": (
        '[vault]\nencoding = ["cp1252", "cp0"]\n', 2, "encoding = 'cp0' is none", "cp1252",
    ),
    "folder of time zones": ('[vault]\ntimezone = "Europe"\n', 2, "is no time zone", "UTC"),
    "unknown use": ('use = "nagios"\n', 1, "no built-in profile 'nagios'", "rca-vault"),
    "not TOML": ("[vault]\nname = acme\n", 2, "is not TOML: Invalid value", "'text'"),
    "type as one table": ('[type]\ntype = "Team"\n', 1, "is a list of tables", "[[type]]"),
    "number for a list": ("[vault]\nexclude = 5\n", 2, "a string or a list of strings", "['text'"),
    "list for a text": ('[vault]\nname = ["a", "b"]\n', 2, "name must be one string", "'text'"),
    "text for a table": ('[classify]\nwords = "x"\n', 2, "classify.words is no table", "key ="),
    "number in a map": (
        INCIDENT + 'fields.severity = { from = "x", map = { down = 1 } }\n',
        3, "down must be one string", "'text'",
    ),
}  # fmt: skip


def write(folder: Path, text: str) -> Path:
    file = folder / "rcagraph.toml"
    file.write_text(text, "utf-8")
    return file


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_with_its_line_and_what_to_write(tmp_path: Path, name: str) -> None:
    text, line, message, tip = WRONG[name]
    file = write(tmp_path, text)
    with pytest.raises(RcaGraphError) as caught:
        read_profile(file)
    assert caught.value.message.startswith(f"{file}:{line}: ")
    assert message in caught.value.message
    assert tip in caught.value.tip


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "rcagraph.toml"
    with pytest.raises(RcaGraphError, match="cannot be read: No such file"):
        read_profile(file)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(RcaGraphError, match="is not UTF-8") as caught:
        read_profile(file)
    assert caught.value.tip == "Save it as UTF-8"


def test_built_in_profiles_read_and_are_known_by_name() -> None:
    assert [built_in(name).classify.default for name in BUILT_IN] == ["Document"] * 4
    with pytest.raises(RcaGraphError, match="no built-in profile 'nope'"):
        built_in("nope")


@pytest.mark.parametrize("text", ["", 'use = "rca-vault"\n', "\ufeff[vault]\n"])
def test_nothing_of_ones_own_is_the_built_in_profile(tmp_path: Path, text: str) -> None:
    assert read_profile(write(tmp_path, text)) == built_in()


def test_ones_own_lies_over_the_built_in(tmp_path: Path) -> None:
    text = """
        [vault]
        name = "acme"
        timezone = "Europe/Berlin"
        [vault.share]
        Service = "acme-all"
        [classify.words]
        Incident = ["störung"]
        [links.rel]
        "Incident>Runbook" = "-"
        [[type]]
        type = "Service"
        path = "catalogue/**"
    """
    own, base = read_profile(write(tmp_path, text)), built_in()
    assert (own.vault.name, own.vault.timezone) == ("acme", "Europe/Berlin")
    assert own.vault.include == base.vault.include
    assert own.scope("Service") == "acme-all"
    assert own.scope("Team") == "acme"
    assert own.types[0].paths == ("catalogue/**",)
    assert own.types[1:] == base.types
    assert own.classify.words["störung"] == "Incident"
    assert "rca" not in own.classify.words
    assert own.classify.words["runbook"] == "Runbook"
    assert own.links.pairs["Incident", "Runbook"] is None
    assert own.links.pairs["Incident", "Incident"] == base.links.pairs["Incident", "Incident"]


def test_kinds_and_edges_of_ones_own_build_on_the_built_in_ones(tmp_path: Path) -> None:
    text = """
        use = "backstage"
        [[kind]]
        name = "Queue"
        [[edge]]
        name = "PROVIDES_API"
        from = "Queue"
        [[links.name]]
        like = '^team-'
        kind = "Team"
    """
    own = read_profile(write(tmp_path, text)).ontology
    assert {"API", "Domain", "Queue"} <= set(own.nodes)
    assert own.edges["PROVIDES_API"].sources == ("Service", "Queue")
    bad = write(tmp_path, text.replace('from = "Queue"', 'from = "Kew"'))
    with pytest.raises(RcaGraphError, match=r":7: 'Kew' is no kind"):
        read_profile(bad)


def test_names_of_links_of_ones_own_come_first(tmp_path: Path) -> None:
    text = "[[links.name]]\nlike = '^team-'\nkind = 'Team'\n"
    own = read_profile(write(tmp_path, text)).links.names
    assert [(pattern.pattern, kind) for pattern, kind in own[:1]] == [("^team-", "Team")]
    assert own[1:] == built_in().links.names


def test_a_type_of_ones_own_is_read_by_its_rules(tmp_path: Path) -> None:
    text = """
        [[type]]
        type = "Incident"
        path = "down/*.md"
        where = { state = '^done$' }
        fields.severity = { from = "impact", map = { Down = "P1" } }
        [[type.edge]]
        rel = "AFFECTS"
        to = "Service"
        from = ["list:Hit"]
        pattern = '^(?P<name>\\S+)'
    """
    own = read_profile(write(tmp_path, text))
    page = b"---\nstate: %s\nimpact: DOWN\ndate: 2025-01-02\n---\n\n## Hit\n\n- cart badly\n"
    said = list(extract(parse_note("down/a.md", page % b"done").value, own))
    assert "kind='Incident'" in str(said)
    assert "'severity': 'P1'" in str(said)
    assert "Mention(kinds=('Service',), name='cart'" in str(said)
    other = str(list(extract(parse_note("down/a.md", page % b"open").value, own)))
    assert "kind='Document'" in other


def test_an_edge_of_the_table_may_join_more_kinds_or_any(tmp_path: Path) -> None:
    text = """
        [[kind]]
        name = "Queue"
        [[edge]]
        name = "DEPENDS_ON"
        to = "Queue"
        [[edge]]
        name = "REFERENCES"
        from = "Queue"
        [[edge]]
        name = "MENTIONS"
        from = "Queue"
        to = "*"
        impact = "to_target"
    """
    own = read_profile(write(tmp_path, text)).ontology
    assert own.edges["DEPENDS_ON"].targets == ("Service", "Resource", "System", "Queue")
    assert own.edges["REFERENCES"].joins("Queue", "Team")
    assert own.edges["REFERENCES"].joins("Team", "Queue")
    assert own.edges["MENTIONS"].joins("Queue", "Unresolved")
    assert [edge.name for edge in own.impact_edges] == ["DEPENDS_ON", "MENTIONS"]


def test_where_asks_for_a_pattern_for_anything_or_for_nothing(tmp_path: Path) -> None:
    text = """
        [[type]]
        type = "Team"
        where = { squad = true, draft = false, state = '^live$' }
    """
    own = read_profile(write(tmp_path, text))
    page = "---\nstate: %s\nsquad: %s\n%s---\n"
    assert kind_of(page % ("live", "a", ""), own) == "Team"
    assert kind_of(page % ("live", "a", "draft: x\n"), own) == "Document"
    assert kind_of(page % ("live", "", ""), own) == "Document"
    assert kind_of(page % ("gone", "a", ""), own) == "Document"


def kind_of(page: str, own: Profile) -> str:
    said = extract(parse_note("x/y.md", page.encode()).value, own)
    return next(fact.key.kind for fact in said if isinstance(fact, NodeFact))


@pytest.fixture
def no_zone_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that has none, as a slim container or Windows."""
    path = zoneinfo.TZPATH
    for name in ("tzdata", *(name for name in sys.modules if name.startswith("tzdata."))):
        monkeypatch.setitem(sys.modules, name, None)
    zone_of.cache_clear()
    zoneinfo.reset_tzpath(to=[])
    zoneinfo.ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath(to=path)
    zone_of.cache_clear()


@pytest.mark.usefixtures("no_zone_database")
def test_utc_needs_no_zone_database(tmp_path: Path) -> None:
    assert read_profile(write(tmp_path, "")).vault.zone is UTC
    file = write(tmp_path, '[vault]\nname = "x"\ntimezone = "Europe/Berlin"\n')
    with pytest.raises(RcaGraphError) as caught:
        read_profile(file)
    assert caught.value.message == (
        f"{file}:3: time zone 'Europe/Berlin' is not known: this machine has no zone database"
    )
    assert caught.value.tip == "Install one: `pip install tzdata`, or your system's package tzdata"


def paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a TOML value."""
    pairs: Any = ()
    if isinstance(value, Mapping):
        pairs = value.items()
    elif isinstance(value, list):
        pairs = enumerate(value)
    return [at, *(path for key, inner in pairs for path in paths(inner, (*at, key)))]


def replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    head, *rest = path
    if isinstance(value, list):
        return [replaced(v, tuple(rest), new) if i == head else v for i, v in enumerate(value)]
    return value | {head: replaced(value[head], tuple(rest), new)}


def as_toml(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(k)} = {as_toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


BASE = tomllib.loads(built_in_text("rca-vault"))
WORDS = ["", "-", "x", "(", "(x)", "@name", "body:x", "a.b", "Incident", "OWNS", "<OWNS"]
NESTED = [["a", "b"], ["Team"], {"x": "y"}, {"from": "x"}, [{}], [[]], {"Team>Team": "-"}]
ODD = st.sampled_from([0, True, [], {}, [3], *WORDS, *NESTED])
PAGES = [
    b"---\ntype: %s\ndepends_on: [a, {any_of: [b]}]\nx: x\n---\n\n## Timeline\n\n| Time | Event |"
    b"\n|-|-|\n| 1:00 | alert |\n\n## Action Items\n\n| Action | Owner |\n|-|-|\n| a | b |\n" % kind
    for kind in (b"incident", b"service", b"runbook")
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(paths(BASE)[1:]), ODD)
def test_any_value_in_any_place_is_refused_with_a_sentence_or_works(
    tmp_path: Path, path: tuple[Any, ...], odd: Any
) -> None:
    raw = replaced(BASE, path, odd)
    text = "\n".join(f"{key} = {as_toml(value)}" for key, value in raw.items())
    file = write(tmp_path, text)
    own = profile_or_sentence(file)
    if isinstance(own, str):
        assert own.startswith(f"{file}:")
        return
    for page in PAGES:
        said = list(extract(parse_note("x/y.md", page).value, own))
        is_skipped = own.types[0].kind == "-"
        assert any(isinstance(fact, NodeFact) for fact in said) or is_skipped


def profile_or_sentence(file: Path) -> Profile | str:
    try:
        return read_profile(file)
    except RcaGraphError as error:
        return error.message
