"""Files of data as notes: YAML documents, lists, TOML, JSON; and prose without `.md`."""

import json
from collections.abc import Mapping
from pathlib import Path
from time import process_time

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from rcagraph.api import load
from rcagraph.model.diagnostics import Outcome
from rcagraph.vault.clean import cleaned
from rcagraph.vault.note import Entry, FrontValue, Heading, Link, Note, Scalar
from rcagraph.vault.read import parse_note, read_note

VAULTS = Path(__file__).parents[1] / ".." / "shared" / "vaults"


def read(text: str, path: str = "n.yml") -> Outcome[Note]:
    return parse_note(path, text.encode())


def plain(value: FrontValue) -> object:
    """The value without lines."""
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Mapping):
        return {key: plain(entry.value) for key, entry in value.items()}
    return [plain(one) for one in value]


def documents(text: str, path: str = "n.yml") -> list[object]:
    return [plain(document) for document in read(text, path).value.documents]


def codes(text: str, path: str = "n.yml") -> list[tuple[str, int]]:
    return [(d.code.name, d.line) for d in read(text, path).diagnostics]


# YAML


def test_each_document_with_its_lines() -> None:
    text = "# ours\n---\nkind: Component\nspec:\n  owner: core\n---\nkind: API\n...\n---\n"
    outcome = read(text)
    first, second = outcome.value.documents
    assert first == {
        "kind": Entry(Scalar("Component", 3), 3),
        "spec": Entry({"owner": Entry(Scalar("core", 5), 5)}, 4),
    }
    assert second == {"kind": Entry(Scalar("API", 7), 7)}
    assert outcome.value == Note("n.yml", first, documents=(first, second))
    assert outcome.diagnostics == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1", [{"a": "1"}]),
        ("--- {a: 1}\n--- [b]\n--- c\n", [{"a": "1"}, {"": ["b"]}, {"": "c"}]),
        ("%YAML 1.1\n# x\n---\na: 1\n...\n%TAG ! !x!\n---\nb: !y 2\n", [{"a": "1"}, {"b": "2"}]),
        ("a: |\n  x\n  ---\n  y\n---\nb: 1\n", [{"a": "x\n---\ny\n"}, {"b": "1"}]),
        ("a: 1\n----\n", [{}]),
        ("---\n---\n\n# nothing\n---\na: 1\n", [{"a": "1"}]),
        ("# only a comment\n", []),
        ("''\n", [{"": ""}]),
        ("a: 1\n... # the end\nb: 2\n", [{"a": "1"}, {"b": "2"}]),
    ],
)
def test_where_documents_end(text: str, expected: list[object]) -> None:
    if expected == [{}]:
        assert codes(text) == [("RCA101", 2)]
    else:
        assert (documents(text), codes(text)) == (expected, [])


def test_a_list_stands_under_the_empty_key() -> None:
    note = read("# teams\n\n- name: core\n- web\n").value
    entry = Entry(({"name": Entry(Scalar("core", 3), 3)}, Scalar("web", 4)), 3)
    assert note.front == {"": entry}
    assert note.documents == ({"": entry},)


def test_a_broken_document_takes_no_other_with_it() -> None:
    text = "a: 1\n---\nb: 2\nc: [x\n---\nd: 3\n---\ne: 'f\n"
    assert documents(text) == [{"a": "1"}, {"d": "3"}]
    assert [str(d) for d in read(text).diagnostics] == [
        "n.yml:4: error[RCA101] YAML cannot be parsed: did not find expected ',' or ']'; "
        "mend the line; the file's other documents were read",
        "n.yml:8: error[RCA101] YAML cannot be parsed: found unexpected end of stream; "
        "mend the line; the file's other documents were read",
    ]


def test_aliases_are_followed() -> None:
    text = """\
base: &base {tier: 1, owner: core}
cart:
  <<: *base
  tier: 2
web:
  tier: 3
  <<: [*base, {region: eu}]
list: [&x a, *x]
none: *x
"""
    assert documents(text) == [
        {
            "base": {"tier": "1", "owner": "core"},
            "cart": {"tier": "2", "owner": "core"},
            "web": {"tier": "3", "owner": "core", "region": "eu"},
            "list": ["a", "a"],
            "none": "a",
        }
    ]
    assert codes(text) == []


def test_what_an_alias_cannot_stand_for() -> None:
    text = "a: *b\nb: &b 1\nc: &c [*c, x]\n---\nd: *b\n"
    assert documents(text) == [{"b": "1", "c": ["x"]}, {}]
    assert codes(text) == [("RCA105", 1), ("RCA105", 3), ("RCA105", 5)]
    assert documents("<<: text\na: 1\n") == [{"<<": "text", "a": "1"}]


def test_a_bomb_of_aliases_goes_out() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 40)
    )
    before = process_time()
    outcome = read(bomb + "title: t\n")
    assert size(outcome.value.front) < 200_000
    assert process_time() - before < 5
    assert [d.code.name for d in outcome.diagnostics] == ["RCA105"]
    assert plain(outcome.value.front["title"].value) == "t"


def size(value: FrontValue) -> int:
    if isinstance(value, Scalar):
        return 1
    if isinstance(value, Mapping):
        return 1 + sum(size(entry.value) for entry in value.values())
    return 1 + sum(map(size, value))


def test_a_chain_of_aliases_grows_no_deeper_than_the_rest() -> None:
    chain = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 300))
    outcome = read(chain)
    assert {d.code.name for d in outcome.diagnostics} == {"RCA107"}
    assert repr(outcome.value.front)


def test_deep_data_is_read() -> None:
    assert codes("a: " + "[" * 50 + "x" + "]" * 50) == []
    assert codes("b: 1\na: " + "[" * 70 + "x" + "]" * 70) == [("RCA107", 2)]
    assert codes('{"a": ' + "[" * 50 + "]" * 50 + "}", "n.json") == []
    assert codes('{"a":\n' + "[" * 70 + "]" * 70 + "}", "n.json") == [("RCA107", 2)]
    assert codes("b = 1\na = " + "[" * 70 + "]" * 70, "n.toml") == [("RCA107", 2)]


# TOML and JSON


def test_toml_as_a_note() -> None:
    text = '# ours\n[[service]]\nname = "cart"\n[[service]]\nname = "web"\n'
    note = read(text, "data/services.toml").value
    assert plain(note.front) == {"service": [{"name": "cart"}, {"name": "web"}]}
    assert note.front["service"].line == 2
    assert note.documents == (note.front,)


def test_json_as_a_note() -> None:
    text = '{\n\t"a": ["x", 1.50, true,\n null],\n "b\\"{": {"c": "\\u00e9\\ud83d\\ude00"}\n}'
    outcome = read(text, "n.JSON")
    assert outcome.value.front == {
        "a": Entry(
            (Scalar("x", 2, True), Scalar("1.50", 2), Scalar("true", 2), Scalar("null", 3)), 2
        ),
        'b"{': Entry({"c": Entry(Scalar("é😀", 4, True), 4)}, 4),
    }
    assert outcome.diagnostics == ()
    assert documents("[1, {}]", "n.json") == [{"": ["1", {}]}]
    assert documents("9" * 5000, "n.json") == [{"": "9" * 5000}]
    assert codes('{"a": 1,\n"a": 2}', "n.json") == [("RCA103", 2)]


@pytest.mark.parametrize(
    ("path", "text", "code", "line"),
    [
        ("n.json", '{"a": 1,\n}', "RCA110", 2),
        ("n.json", '{"a": 1}\n{"b": 2}', "RCA110", 2),
        ("n.json", "[" * 100_000, "RCA110", 1),
        ("n.json", "[" * 700 + "]" * 700, "RCA110", 1),
        ("n.json", "// comment", "RCA110", 1),
        ("n.toml", "a = 1\nb = c\n", "RCA109", 2),
        ("n.toml", "a = 1\na = 2\n", "RCA109", 2),
        ("n.toml", 'a = """\n\n', "RCA109", 1),
        ("n.yaml", "a: b: c", "RCA101", 1),
        ("n.yaml", "[" * 100_000, "RCA101", 1),
    ],
)
def test_broken_data_is_kept_as_a_note(path: str, text: str, code: str, line: int) -> None:
    outcome = read(text, path)
    assert outcome.value == Note(path)
    assert [(d.code.name, d.line) for d in outcome.diagnostics if d.code.name != "RCA107"] == [
        (code, line)
    ]


# Prose by any other name


@pytest.mark.parametrize(
    "path", ["PM2022-009 - Bad AMI", "n.mdx", "a/n.html.md.erb", "n.txt", "n.yml/x", "yml", "json"]
)
def test_prose_is_read_as_markdown(path: str) -> None:
    note = read("---\na: b\n---\n# T\n\n[[x]]\n", path).value
    assert plain(note.front) == {"a": "b"}
    assert note.headings == (Heading("T", 1, 4),)
    assert note.links == (Link("x", 6, 0),)
    assert note.documents == ()


def test_front_matter_still_follows_no_alias() -> None:
    assert codes("---\na: &x 1\nb: *x\n---\n", "n.md") == [("RCA105", 2)]


# Vaults


def test_services_of_every_format_come_into_one_graph(tmp_path: Path) -> None:
    (tmp_path / "rcagraph.toml").write_text(
        '[vault]\ninclude = ["**/*.{md,yml,toml,json}", "notes/*"]\n'
        '[[type]]\ntype = "Service"\npath = "*.{yml,json}"\nid = "name"\n'
        '[[type]]\ntype = "Service"\npath = "s.toml"\nrecords = "yaml:service[]"\nid = "name"\n'
        '[[type]]\ntype = "Incident"\npath = "notes/*"\nfields.date = "date"\n'
    )
    (tmp_path / "a.yml").write_text("name: cart\n---\nname: web\n")
    (tmp_path / "b.json").write_text('{"name": "支付"}')
    (tmp_path / "s.toml").write_text('[[service]]\nname = "orders"\n')
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "Outage of May").write_text("+++\ndate = 2025-05-06\n+++\n# It broke\n")
    vault = load(tmp_path)
    assert vault.diagnostics == ()
    assert [n.name for n in vault.graph.nodes("Service")] == ["cart", "orders", "web", "支付"]
    (incident,) = vault.graph.nodes("Incident")
    assert (incident.name, str(incident.properties["date"])) == ("Outage of May", "2025-05-06")
    assert vault.files == 4


@pytest.mark.skipif(not VAULTS.exists(), reason=f"measured only where it is: {VAULTS}")
@pytest.mark.parametrize(
    "folder", ["backstage-demo", "backstage-giantswarm", "gitlab-runbooks", "jenkins-status"]
)
def test_real_data_files_are_read_as_a_yaml_loader_reads_them(folder: str) -> None:
    root = VAULTS / folder
    files = [*root.rglob("*.yml"), *root.rglob("*.yaml")]
    assert files
    for file in files:
        outcome = read_note(root, file.relative_to(root).as_posix())
        expected = list(yaml.load_all(file.read_text("utf-8"), yaml.BaseLoader))
        expected = [one if isinstance(one, dict) else {"": one} for one in expected if one]
        assert [plain(document) for document in outcome.value.documents] == expected
        assert outcome.diagnostics == ()


# Any bytes


SIGNS = """---~ ...~ %Y~ a:_b~ -_ a:~__ [ ] { } , &x_ *x_ <<:_*x~ | > ' " \\ # ~ ~~ _ x=1~ a.b=[
[a]~ [[a]]~ \"a\":1 null 1e5 2025-01-02 é 。 \u2028 "a" : true ''' +"""
PIECES = st.sampled_from(SIGNS.split()).map(
    lambda piece: piece.translate(str.maketrans("_~", " \n"))
)
BYTES = st.one_of(
    st.binary(max_size=120),
    st.lists(PIECES, max_size=60).map(lambda pieces: "".join(pieces).encode()),
)


@pytest.mark.parametrize("path", ["n.yml", "n.toml", "n.json"])
@given(data=BYTES)
@example(data=b"a: &x [*x]\n<<: *x")
@example(data=b"...\n...\n%\n")
@example(data=b"?")
def test_no_bytes_raise_and_every_line_is_in_the_file(path: str, data: bytes) -> None:
    outcome = parse_note(path, data)
    assert parse_note(path, data) == outcome
    last = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    assert outcome.value.body == ""
    assert all(1 <= line <= last for one in outcome.value.documents for line in lines(one))
    assert all(0 <= one.line <= last for one in outcome.diagnostics)


def lines(value: FrontValue) -> list[int]:
    if isinstance(value, Scalar):
        return [value.line]
    if isinstance(value, Mapping):
        return [n for entry in value.values() for n in (entry.line, *lines(entry.value))]
    return [n for one in value for n in lines(one)]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(JSON, st.sampled_from([None, 1]), st.booleans())
def test_any_json_is_read_as_it_was_written(
    value: object, indent: int | None, ascii_: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_)
    (document,) = documents(text, "n.json")
    assert document == (written(value) if isinstance(value, dict) else {"": written(value)})


def written(value: object) -> object:
    if isinstance(value, dict):
        return {cleaned(key): written(one) for key, one in value.items()}
    if isinstance(value, list):
        return [written(one) for one in value]
    return cleaned(value) if isinstance(value, str) else json.dumps(value)


@pytest.mark.parametrize("path", ["n.yml", "n.toml", "n.json"])
@pytest.mark.parametrize(
    "piece", ["---\n", "...\n", "[", "a: *x\n", "- &x *x\n", "%\n", "[a]\n", '{"a":']
)
def test_repetition_costs_little(path: str, piece: str) -> None:
    data = (piece * (200_000 // len(piece))).encode()
    before = process_time()
    assert parse_note(path, data).value.path == path
    assert process_time() - before < 5
