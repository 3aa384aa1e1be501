"""The check before every engine: what writes or reaches out is refused by name, reading is not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcagraph.engines.embedded import EmbeddedGraph
from rcagraph.engines.named import QUERIES
from rcagraph.engines.read_only import checked, parameters_of
from rcagraph.engines.run_cypher import run_cypher
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError
from tests.graphs import shop

ATTACKS = {
    "CREATE (:Service {uid: 'x'})": "CREATE",
    "MATCH (n) MERGE (m:Service {uid: 'x'})": "MERGE",
    "MATCH (n:Service) SET n.name = 'x'": "SET",
    "MATCH (n) DELETE n": "DELETE",
    "MATCH (n) DETACH DELETE n": "DETACH",
    "MATCH (n) REMOVE n.name": "REMOVE",
    "MATCH (n) WITH collect(n) AS all FOREACH (x IN all | SET x.y = 1)": "FOREACH",
    "DROP TABLE Service": "DROP",
    "ALTER TABLE Service DROP name": "ALTER",
    "MATCH (n) INSERT (:Service)": "INSERT",
    "CHECKPOINT": "CHECKPOINT",
    "LOAD CSV FROM 'http://localhost/x' AS row RETURN row": "LOAD",
    "LOAD FROM '/etc/passwd' (file_format='csv') RETURN *": "LOAD",
    "MATCH (n) LOAD FROM '/etc/passwd' (file_format='csv') RETURN *": "LOAD",
    "LOAD EXTENSION httpfs": "LOAD",
    "COPY (MATCH (n) RETURN n) TO '/tmp/x.csv'": "COPY",
    "COPY Service FROM '/tmp/x.csv'": "COPY",
    "EXPORT DATABASE '/tmp/x'": "EXPORT",
    "IMPORT DATABASE '/tmp/x'": "IMPORT",
    "INSTALL httpfs": "INSTALL",
    "ATTACH '/tmp/x' AS other (dbtype lbug)": "ATTACH",
    "USE other MATCH (n) RETURN n": "USE",
    "CALL threads = 2": "threads",
    "CALL apoc.load.json('http://localhost') YIELD value RETURN value": "apoc.load.json",
    "CALL dbms.killQuery('1')": "dbms.killQuery",
    "CALL `apoc`.`load`.`json`('x') YIELD value RETURN value": "`apoc`.`load`.`json`",
    "MATCH (n) CALL db.createLabel('X') RETURN n": "db.createLabel",
    "CALL project_graph('g', ['Service'], ['DEPENDS_ON'])": "project_graph",
    "RETURN apoc.cypher.runFirstColumnSingle('LOAD CSV …', {})": "apoc.cypher.run",
    "RETURN `apoc.cypher.runFirstColumnSingle`('LOAD CSV …', {})": "apoc.cypher.run",
    "SHOW USERS": "SHOW",
    "TERMINATE TRANSACTIONS 'x'": "TERMINATE",
    "GRANT ROLE admin TO x": "GRANT",
    "BEGIN TRANSACTION": "BEGIN",
    "COMMENT ON TABLE Service IS 'x'": "COMMENT",
    "CYPHER 25 MATCH (n) RETURN n": "CYPHER",
    "MATCH (n) ENLARGE n": "ENLARGE",
    # One clause hidden in or behind another.
    "EXPLAIN CREATE (n)": "CREATE",
    "PROFILE MATCH (n) SET n.x = 1": "SET",
    "CALL { MATCH (n) DELETE n } RETURN 1": "DELETE",
    "CALL (n) { CREATE (m) } IN TRANSACTIONS RETURN 1": "CREATE",
    "MATCH (n) WHERE EXISTS { CREATE (n) } RETURN n": "CREATE",
    "MATCH (n) RETURN n UNION CREATE (m)": "CREATE",
    "MATCH (n) RETURN n UNION ALL SHOW USERS": "SHOW",
    "OPTIONAL CREATE (n)": "CREATE",
    "MATCH (n) WITH * CREATE (m)": "CREATE",
    "MATCH (n) RETURN n; MATCH (m) DELETE m": "several statements",
    # Spelt or spaced so that a plain search would not find it.
    "match (n) dEtAcH dElEtE n": "DETACH",
    "MATCH (n) WHERE n.x = 1SET n.y = 2": "SET",
    "MATCH (n) WHERE n.x = 1.SET n.y = 2": "SET",
    "MATCH (n)SET n.y = 2": "SET",
    "MATCH (n)/**/SET/**/n.y = 2": "SET",
    "MATCH (n)\u00a0SET\u2003n.y = 2": "SET",
    "MATCH (n)\vSET n.y = 2": "SET",
    "MATCH (n) WITH n ſET n.y = 2": "SET",
    "MATCH (n) // '\nSET n.y = 2 // '": "SET",
    "MATCH (n) /* ' */ SET n.y = 2 /* ' */": "SET",
    "MATCH (n {x: '\\''}) SET n.y = '\\''": "SET",
    "MATCH (n {x: 'a\\\\'}) SET n.y = 'b'": "SET",
    "MATCH (`a``b`) SET `a``b`.x = 1": "SET",
    "MATCH (n) RETURN $x SET n.x = 1": "SET",
    "\\u0043REATE (n)": "cannot be read",
    "MATCH (n) RETURN '\\u0027 DELETE n //'": "cannot be read",
    "MATCH (n) RETURN `\\u0060 DELETE n //`": "cannot be read",
    "MATCH (n) RETURN 'a": "cannot be read",
    "MATCH (n) RETURN n /* a": "cannot be read",
    "MATCH (n) RETURN `a": "cannot be read",
    "": "is empty",
    " // nothing\n;": "is empty",
}


@pytest.mark.parametrize("statement", ATTACKS)
def test_what_writes_or_reaches_out_is_refused_by_name(statement: str) -> None:
    with pytest.raises(RcaGraphError) as raised:
        checked(statement)
    assert ATTACKS[statement] in raised.value.message
    assert raised.value.tip


READS = [
    "MATCH (n) WHERE n.set = 1 AND n . create = 2 RETURN n.delete, n.`drop`",
    "MATCH (n:Set) RETURN {load: 1, create: n.x} AS `merge`",
    "MATCH (n) WHERE n.created > $delete RETURN 'CREATE (n)', \"it's; DROP\" AS x",
    "MATCH (n) RETURN n // DELETE n\n",
    "/* CREATE */ MATCH (n) RETURN count(*) AS total ORDER BY total DESC SKIP 1 LIMIT 2;",
    "EXPLAIN MATCH (n) RETURN n",
    "CALL db.labels() YIELD label RETURN label",
    "CALL show_tables() RETURN *",
    "CALL { MATCH (n) RETURN n UNION ALL MATCH (m) RETURN m AS n } RETURN n",
    "MATCH (n) CALL (n) { RETURN 1 AS one } RETURN one",
    "MATCH (a)-[r:X|Y*1..3]->(b) WHERE all(x IN nodes(p) WHERE x.a STARTS WITH 'b') RETURN a",
    "MATCH p = ANY SHORTEST (a)-[:T]->+(b) RETURN [x IN nodes(p) | x.name] AS names",
    "MATCH (a)-[:T* SHORTEST 1..10]->(b) RETURN a",
    "UNWIND [1, .5, 1e10, 0xFF, 1_000] AS x RETURN CASE WHEN x IS NOT NULL THEN 1 ELSE 2 END AS y",
    "RETURN date.truncate('month', date('2025-01-01')) AS month, duration.inDays(a, b) AS days",
    "MATCH (größe:Service) RETURN größe.name =~ '.*\\\\.com', größe.name",
    "MATCH (n) RETURN n.union AS u, n {.name, x: 1} AS m",
    *(query.text.on(engine) for query in QUERIES for engine in ("embedded", "neo4j")),
]


@pytest.mark.parametrize("statement", READS)
def test_what_reads_is_let_through(statement: str) -> None:
    assert checked(statement).split()[0].upper() in ("MATCH", "CALL", "UNWIND", "RETURN", "EXPLAIN")


@pytest.mark.parametrize("statement", READS)
def test_a_write_after_any_reading_query_is_found(statement: str) -> None:
    for write in ("SET n.x = 1", "DETACH DELETE n", "LOAD CSV FROM 'x' AS y", "WIPE n"):
        with pytest.raises(RcaGraphError, match=f"says ({write.split()[0]}|N), which"):
            checked(f"{checked(statement)} {write}")


@given(st.text() | st.lists(st.sampled_from(["'", '"', "`", "\\", "/*", "*/", "//", "\n", "SET "])))
def test_any_text_is_let_through_or_refused_in_a_sentence(text: str | list[str]) -> None:
    statement = "RETURN 1 AS x " + "".join(text)
    try:
        passed = checked(statement)
    except RcaGraphError:
        return  # any other exception fails the test
    assert checked(passed) == passed


NESTED = ("[{}]", "({})", "{{a: {}}}", "CASE 1 WHEN 1 THEN {} END", "abs({})")


@pytest.mark.parametrize("around", NESTED)
def test_what_nests_too_deep_for_an_engine_is_refused(around: str) -> None:
    text = "1"
    for _ in range(64):
        text = around.format(text)
    assert checked(f"RETURN {text} AS x") == f"RETURN {text} AS x"
    with pytest.raises(RcaGraphError, match="nests brackets or CASE 65 deep, and may 64"):
        checked(f"RETURN {around.format(text)} AS x")


def test_brackets_in_a_text_nest_nothing() -> None:
    assert checked(f"RETURN '{'(' * 99}' AS x").startswith("RETURN '((")


def test_what_is_too_long_for_an_engine_is_refused() -> None:
    assert len(checked(f"RETURN '{'x' * 99_980}' AS x")) == 99_994
    with pytest.raises(RcaGraphError, match="has 100014 characters, and may have 100000"):
        checked(f"RETURN '{'x' * 100_000}' AS x")


def test_the_check_stands_before_a_server_is_asked() -> None:
    from rcagraph.export.neo4j import Target

    nobody = Target("bolt://127.0.0.1:1", "x")
    with pytest.raises(RcaGraphError, match="LOAD, which reaches"):
        run_cypher("LOAD CSV FROM 'http://localhost/' AS r RETURN r", on="neo4j", target=nobody)


def test_an_engine_never_sees_a_comment_and_every_line_keeps_its_place() -> None:
    text = "// title\nMATCH (n) /* a\nb */ WHERE n.x = '// no' // c\nRETURN n;\n"
    lines = checked(text).split("\n")
    assert [line.rstrip() for line in lines] == [
        "",
        "MATCH (n)",
        "     WHERE n.x = '// no'",
        "RETURN n",
    ]


def test_parameters_are_found_where_they_are_parameters() -> None:
    found = parameters_of("MATCH (n {a: $one}) // $two\nWHERE n.b = '$three' RETURN $`fo``ur`")
    assert found == {"one", "fo`ur"}


def _unchecked(graph: KnowledgeGraph, text: str) -> list[tuple[object, ...]]:
    with EmbeddedGraph(graph) as engine:
        return engine.read(text, {})[1]


def test_copy_to_would_have_written_a_file(tmp_path: Path) -> None:
    written = tmp_path / "out.csv"
    text = f"COPY (MATCH (s:Service) RETURN s.name) TO '{written}'"
    with pytest.raises(RcaGraphError, match="COPY, which reaches a file"):
        run_cypher(text, graph=shop())
    assert not written.exists()
    _unchecked(shop(), text)
    assert "checkout" in written.read_text("utf-8")


def test_export_database_would_have_written_a_folder(tmp_path: Path) -> None:
    """On one table: 0.22 cannot export edges that join several pairs of kinds, as ours do."""
    import ladybug

    text = f"EXPORT DATABASE '{tmp_path / 'all'}'"
    with pytest.raises(RcaGraphError, match="EXPORT, which reaches a file"):
        run_cypher(text, graph=shop())
    assert not (tmp_path / "all").exists()
    with ladybug.Database(":memory:") as database, ladybug.Connection(database) as connection:
        connection.execute("CREATE NODE TABLE Service(uid STRING, PRIMARY KEY(uid))")
        connection.execute(text)
    assert list((tmp_path / "all").iterdir())


def test_load_from_would_have_read_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\nhidden,1\n", "utf-8")
    text = f"LOAD FROM '{secret}' RETURN *"
    with pytest.raises(RcaGraphError, match="LOAD, which reaches a file"):
        run_cypher(text, graph=shop())
    assert "hidden" in str(_unchecked(shop(), text))


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (s:Service) WHERE s.tier = '1'SET s.tier = '9' RETURN s.tier",
        "MATCH (s:Service) // \u2028 '\nSET s.tier = '9' RETURN s.tier // '",
        "MATCH (s:Service) /*'*/ SET s.tier = '9' RETURN s.tier /*'*/",
    ],
)
def test_hidden_writes_would_have_written(text: str) -> None:
    with pytest.raises(RcaGraphError, match="SET, which writes"):
        run_cypher(text, graph=shop())
    assert {row[0] for row in _unchecked(shop(), text)} == {"9"}


def test_a_comment_that_engines_read_differently_does_no_harm() -> None:
    """The engine ends this comment later than the check does, and sees SET where it sees text."""
    text = "MATCH (s:Service) /***/ WHERE s.name <> ' /* */ SET s.tier = 9 /* ' RETURN s.tier"
    assert {row[0] for row in run_cypher(text, graph=shop()).rows} == {"1"}
