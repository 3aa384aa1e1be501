"""Files for Neo4j's bulk import: what is in them, and that the import equals a push."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from rcagraph.cli.export import command
from rcagraph.export.neo4j import Target, export_neo4j
from rcagraph.export.neo4j.csv_files import write_neo4j_csv
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError
from tests.databases import run_script, wipe
from tests.graphs import edge, key, node, shop
from tests.nasty_graph import nasty
from tests.neo4j_contents import contents
from tests.servers.imported import imported
from tests.servers.neo4j import CURRENT, LTS

EXAMPLE = Path(__file__).parent.parent / "examples" / "hopfield-pantry"


def pair(**properties: str) -> KnowledgeGraph:
    nodes = [node("Service", "a", **properties), node("Service", "b")]
    return KnowledgeGraph("test", nodes, [edge("DEPENDS_ON", key("Service", "a"), nodes[1].key)])


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_per_kind_and_per_type_with_the_script_and_the_schema(tmp_path: Path) -> None:
    write_neo4j_csv(pair(), tmp_path / "out")
    assert names(tmp_path / "out") == [
        "README.txt",
        "edges-DEPENDS_ON.csv",
        "import.sh",
        "nodes-Service.csv",
        "schema.cypher",
    ]


def test_a_header_says_the_types_and_a_line_is_a_node(tmp_path: Path) -> None:
    write_neo4j_csv(pair(title='say "hi"\nall', tier=""), tmp_path)
    head, first, rest = (tmp_path / "nodes-Service.csv").read_text().split("\n", 2)
    assert head == (
        "uid:ID,_hash:long,_keys:string[],_kind:string,_vault:string,declared:boolean,"
        "line:long,name:string,saidAt:string[],tier:string,title:string"
    )
    assert first.startswith('"test/Service/a",')
    assert '"declared\x1fline\x1fname\x1fsaidAt\x1ftier\x1ftitle"' in first
    assert first.endswith(
        ',"Service","rcagraph:test",true,1,"a","services/a.md:1 title","","say ""hi""'
    )
    assert rest.split("\n")[0] == 'all"'
    assert rest.split("\n")[1].endswith('"b","services/b.md:1 title",,')


def test_an_edge_names_its_ends(tmp_path: Path) -> None:
    write_neo4j_csv(pair(), tmp_path)
    head, line, end = (tmp_path / "edges-DEPENDS_ON.csv").read_text().split("\n")
    assert head.startswith(":START_ID,:END_ID,_hash:long,")
    assert line.startswith('"test/Service/a","test/Service/b",')
    assert end == ""


def test_a_property_of_two_types_makes_two_files(tmp_path: Path) -> None:
    two = [node("Incident", "a", revenue_impact=1), node("Incident", "b", revenue_impact=1.5)]
    write_neo4j_csv(KnowledgeGraph("test", two, []), tmp_path)
    assert "revenueImpact:long" in (tmp_path / "nodes-Incident.csv").read_text()
    assert "revenueImpact:double" in (tmp_path / "nodes-Incident-2.csv").read_text()
    script = (tmp_path / "import.sh").read_text()
    assert "--nodes=RcaEntity:Incident=./nodes-Incident-2.csv" in script


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\t=1", " =1", "＝1"])
def test_what_a_spreadsheet_would_run_is_left_to_the_schema(tmp_path: Path, text: str) -> None:
    write_neo4j_csv(pair(title=text), tmp_path)
    cells = (tmp_path / "nodes-Service.csv").read_text().split(",")
    assert not [cell for cell in cells if text in cell]
    assert text.strip() in (tmp_path / "schema.cypher").read_text()


def test_no_text_of_a_note_is_in_a_name_or_in_the_script(tmp_path: Path) -> None:
    write_neo4j_csv(nasty(), tmp_path)
    assert names(tmp_path) == [
        "README.txt",
        "edges-DEPENDS_ON-2.csv",
        "edges-DEPENDS_ON.csv",
        "import.sh",
        "nodes-Document.csv",
        "nodes-Incident-2.csv",
        "nodes-Incident-3.csv",
        "nodes-Incident.csv",
        "nodes-Service.csv",
        "schema.cypher",
    ]
    script = (tmp_path / "import.sh").read_text()
    assert set(script) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        " \n\"#$%&'()*+,-./:;=@[\\]_{}!"
    )
    assert "HOME" not in script
    assert subprocess.run(["sh", "-n", tmp_path / "import.sh"], check=False).returncode == 0


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_neo4j_csv(shop(), tmp_path / name)
    first, second = tmp_path / "a", tmp_path / "b"
    assert [p.read_bytes() for p in sorted(first.iterdir())] == [
        p.read_bytes() for p in sorted(second.iterdir())
    ]


def test_files_of_a_former_export_go(tmp_path: Path) -> None:
    write_neo4j_csv(shop(), tmp_path)
    assert "nodes-Team.csv" in names(tmp_path)
    write_neo4j_csv(pair(), tmp_path)
    assert "nodes-Team.csv" not in names(tmp_path)
    assert len(names(tmp_path)) == 5


@pytest.mark.parametrize("name", ["thesis.txt", "nodes-Service.csv", "import.sh", ".git"])
def test_a_folder_that_is_not_ours_is_refused_and_untouched(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(RcaGraphError, match="which no export of this kind wrote") as caught:
        write_neo4j_csv(pair(), tmp_path)
    assert caught.value.tip.startswith("Name an empty folder")
    assert names(tmp_path) == [name]
    assert (tmp_path / name).read_text() == "mine"


def test_a_foreign_file_beside_ours_is_refused(tmp_path: Path) -> None:
    write_neo4j_csv(shop(), tmp_path)
    (tmp_path / "notes.md").write_text("mine")
    with pytest.raises(RcaGraphError, match=r"'notes\.md'"):
        write_neo4j_csv(pair(), tmp_path)
    assert "nodes-Team.csv" in names(tmp_path)


def test_a_failure_leaves_the_former_export_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_neo4j_csv(shop(), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(*_: object) -> Iterator[str]:
        yield "half"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("rcagraph.export.neo4j.csv_files.late_values", full)
    with pytest.raises(RcaGraphError, match="No space left on device"):
        write_neo4j_csv(pair(), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_graph_without_nodes_is_told(tmp_path: Path) -> None:
    with pytest.raises(RcaGraphError, match="nothing to import"):
        write_neo4j_csv(KnowledgeGraph("test", [], []), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_command_writes_the_folder_and_the_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rcagraph.export.neo4j.script.MANY", 100)
    folder, script = tmp_path / "import", tmp_path / "graph.cypher"
    given = ["--vault", str(EXAMPLE), "--neo4j-csv", str(folder), "--cypher", str(script)]
    said = CliRunner().invoke(command, given)
    assert said.exit_code == 0
    assert f"wrote {folder}" in said.stderr
    assert "rows are many for a script" in said.stderr
    assert len((folder / "nodes-Incident.csv").read_text().split('"Incident","rcagraph:')) == 33
    assert script.read_text().startswith("// Written by rcagraph")


@pytest.fixture(scope="module", params=[LTS, CURRENT])
def bulk(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Target]:
    """A database after the import, and after the schema."""
    folder = tmp_path_factory.mktemp("bulk")
    write_neo4j_csv(nasty(), folder)
    with imported(request.param, folder) as server:
        target = Target(server.uri, server.password, server.username)
        run_script(target, (folder / "schema.cypher").read_text(encoding="utf-8"))
        yield target


@pytest.mark.neo4j
def test_an_import_equals_a_push_and_a_push_then_changes_nothing(bulk: Target) -> None:
    after_import = contents(bulk)
    assert len(after_import) == len(nasty().nodes()) + len(nasty().edges())
    done = export_neo4j(nasty(), bulk)
    assert (done.added, done.changed, done.removed, done.kept) == (0, 0, 0, 0)
    assert contents(bulk) == after_import
    wipe(bulk)
    export_neo4j(nasty(), bulk)
    assert contents(bulk) == after_import
