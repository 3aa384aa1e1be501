"""The pure half of the Neo4j export: rows, statements, schema, addresses."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from rcagraph.export.neo4j import (
    BOOKKEEPING,
    Target,
    edge_rows,
    node_rows,
    owner_of,
    schema_items,
    target_from,
)
from rcagraph.export.neo4j.failures import _spoken, one_sentence_each
from rcagraph.export.neo4j.rows import stored
from rcagraph.export.neo4j.schema import TEXTS
from rcagraph.export.neo4j.statements import merge_edges, merge_nodes
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.ontology import NODE_PROPERTIES, ONTOLOGY
from tests.graphs import edge, key, node, shop

GOLDEN = Path(__file__).parent / "golden"
FULL = {
    "NEO4J_URI": "neo4j://env:7687",
    "NEO4J_USERNAME": "ada",
    "NEO4J_PASSWORD": "hunter2",
    "NEO4J_DATABASE": "notes",
}


def test_node_row_has_camel_case_properties_and_a_date() -> None:
    [row] = [row for row in node_rows(shop()) if row.key[1].endswith("2025-01-03-pool")]
    assert row.key == ("Incident", "test/Incident/2025-01-03-pool")
    assert row.properties == {
        "name": "2025-01-03-pool",
        "declared": True,
        "date": date(2025, 1, 3),
        "epochDay": 20091,
        "durationMinutes": 30,
        "line": 1,
        "saidAt": ["incidents/2025-01-03-pool.md:1 title"],
    }


def test_edge_row_is_keyed_by_type_and_ends() -> None:
    row = edge_rows(shop())[0]
    assert row.key == ("AFFECTS", "test/Incident/2025-01-03-pool", "test/Service/cart")
    assert row.properties["rules"] == ["affects"]


def test_parameters_carry_the_marks_of_ownership() -> None:
    graph = shop()
    [row] = [row for row in node_rows(graph) if row.key[1] == "test/Service/web"]
    keys = ["declared", "line", "name", "saidAt", "tier"]
    parameters = row.parameters(owner_of(graph.vault))
    assert parameters["key"] == ["test/Service/web"]
    assert parameters["props"] == {
        **row.properties,
        "_vault": "rcagraph:test",
        "_kind": "Service",
        "_keys": keys,
        "_hash": row.hash,
    }


def test_fingerprint_changes_with_value_and_with_type_of_a_value() -> None:
    def fingerprint(since: object) -> int:
        graph = KnowledgeGraph("test", [node("Service", "a", since=since)], [])  # type: ignore[arg-type]
        return node_rows(graph)[0].hash

    values = [date(2025, 1, 3), date(2025, 1, 4), "2025-01-03", 1, 1.0, True, "1", ("1",)]
    assert len({fingerprint(value) for value in values}) == len(values)
    assert fingerprint(date(2025, 1, 3)) == fingerprint(date(2025, 1, 3))


def test_values_that_the_driver_cannot_take_become_text() -> None:
    assert stored("a\ud800b") == "a?b"
    assert stored(("\udfff", "ok")) == ["?", "ok"]
    assert stored(2**63) == "9223372036854775808"
    assert stored(-(2**63)) == -(2**63)
    assert stored(True) is True


def test_no_property_of_the_table_is_bookkeeping() -> None:
    named = {p.camel for kind in ONTOLOGY.nodes for p in ONTOLOGY.node_properties(kind)}
    named |= {p.camel for type_ in ONTOLOGY.edges for p in ONTOLOGY.edge_properties(type_)}
    assert named & set(BOOKKEEPING) == {"uid"}


def test_statements_and_schema_are_what_they_were() -> None:
    schema = [f"{item.statement};\n" for item in schema_items(ONTOLOGY)]
    text = "".join(schema) + f"\n{merge_nodes('Service')}\n{merge_edges('DEPENDS_ON')}"
    assert text == (GOLDEN / "neo4j_statements.cypher").read_text(encoding="utf-8")


def test_schema_names_are_unique_and_texts_are_in_the_table() -> None:
    names = [item.name for item in schema_items(ONTOLOGY)]
    assert len(set(names)) == len(names)
    assert all(name.startswith("rcagraph_") for name in names)
    known = {p.camel for kind in ONTOLOGY.nodes.values() for p in kind.properties}
    assert set(TEXTS) <= known | {p.camel for p in NODE_PROPERTIES}


@pytest.mark.parametrize("name", ["a b", "a`b", "a\\u0060b", "", "A\n"])
def test_statements_refuse_what_is_no_identifier(name: str) -> None:
    for statement in (merge_nodes, merge_edges):
        with pytest.raises(ValueError, match="no identifier"):
            statement(name)


def test_target_comes_from_option_then_environment_then_settings() -> None:
    settings = {"uri": "bolt://localhost", "username": "bob", "database": "other"}
    secret = {"NEO4J_PASSWORD": "hunter2"}
    assert target_from("neo4j://opt", FULL) == Target("neo4j://opt", "hunter2", "ada", "notes")
    assert target_from(None, FULL, settings).uri == "neo4j://env:7687"
    assert target_from("", secret, settings) == Target(
        "bolt://localhost", "hunter2", "bob", "other"
    )
    assert target_from("bolt://x", secret) == Target("bolt://x", "hunter2", "neo4j", "neo4j")


def test_password_is_asked_for_only_where_the_environment_has_none() -> None:
    assert target_from("bolt://x", {}, ask=lambda uri: f"typed at {uri}").password == (
        "typed at bolt://x"
    )
    assert target_from("bolt://x", FULL, ask=lambda uri: "typed").password == "hunter2"


@pytest.mark.parametrize(
    "uri",
    [
        "bolt://x",
        "neo4j+s://localhost.x.org",
        "bolt://127.0.0.1.x.org",
        "bolt://[2001:db8::1]",
        "bolt://[1.]",
    ],
)
def test_the_environments_password_is_not_sent_where_only_the_vault_says(uri: str) -> None:
    secret = {"NEO4J_PASSWORD": "hunter2"}
    with pytest.raises(RcaGraphError, match="which only the vault's file names") as caught:
        target_from(None, secret, {"uri": uri})
    assert caught.value.tip == f"If that server is meant, set NEO4J_URI={uri}"
    assert "hunter2" not in str(caught.value)
    assert target_from(None, {**secret, "NEO4J_URI": uri}, {"uri": uri}).uri == uri
    assert target_from(uri, secret, {"uri": uri}).uri == uri
    assert target_from(None, {}, {"uri": uri}, lambda at: f"for {at}").password == f"for {uri}"


@pytest.mark.parametrize("uri", ["bolt://LOCALHOST:7687", "neo4j://127.0.0.9", "bolt://[::1]:7687"])
def test_it_is_sent_to_a_server_on_this_machine(uri: str) -> None:
    assert target_from(None, {"NEO4J_PASSWORD": "hunter2"}, {"uri": uri}).password == "hunter2"


@pytest.mark.parametrize(
    ("uri", "environ", "said"),
    [
        (None, {}, "No Neo4j server is named"),
        ("bolt://x", {}, "No password for Neo4j is given"),
        ("bolt://ada:hunter2@x", FULL, "must not hold a user name or a password"),
        ("http://x:7474", FULL, "'http://x:7474' is no address"),
        ("bolt://[", FULL, "is no address"),
        ("bolt://x:y", FULL, "is no address"),
        ("localhost:7687", FULL, "is no address"),
    ],
)
def test_a_target_that_cannot_be_is_one_sentence_without_a_secret(
    uri: str | None, environ: dict[str, str], said: str
) -> None:
    with pytest.raises(RcaGraphError, match=said) as caught:
        target_from(uri, environ)
    assert caught.value.tip
    assert "hunter2" not in str(caught.value)


def test_a_target_never_shows_its_password() -> None:
    target = target_from(None, FULL)
    assert "hunter2" not in repr(target) + str(target)
    assert str(target) == "database notes on neo4j://env:7687"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("Neo.ClientError.Security.Forbidden", "The user may not do this in DB: Why"),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "The server of DB ran out of"),
        ("Neo.TransientError.Transaction.DeadlockDetected", "DB is busy: Why"),
        ("Neo.ClientError.General.WriteOnReadOnlyAccessDatabase", "The DB takes no writing: Why"),
        ("Neo.ClientError.Cluster.NotALeader", "This server of DB takes no writing"),
        ("Neo.ClientError.Schema.ConstraintValidationFailed", "Somebody else changed DB"),
        ("Neo.DatabaseError.General.UnknownError", "Neo4j failed for DB: Why"),
    ],
)
def test_codes_that_a_test_server_does_not_give_are_sentences_too(code: str, said: str) -> None:
    error = _spoken(code, "Why.\nAnd a long explanation", "DB")
    assert error.message.startswith(said)
    assert "explanation" not in error.message
    assert error.tip


def test_a_full_disk_is_told_whatever_its_code() -> None:
    from neo4j.exceptions import Neo4jError

    code, message = "Neo.DatabaseError.General.UnknownError", "x: No space left on device"
    with pytest.raises(RcaGraphError, match=r"disk of .* DB is full"), one_sentence_each("DB"):
        raise Neo4jError._hydrate_neo4j(code=code, message=message)


def test_rows_do_not_depend_on_the_order_of_facts() -> None:
    graph = shop()
    again = KnowledgeGraph("test", reversed(graph.nodes()), reversed(graph.edges()))
    assert node_rows(again) == node_rows(graph)
    assert edge_rows(again) == edge_rows(graph)


def test_an_edge_between_scopes_keeps_both_uids() -> None:
    shared = key("Service", "bus", "acme")
    from_here = edge("DEPENDS_ON", key("Service", "web"), shared, strength="soft")
    nodes = [node("Service", "web"), Node(shared, "bus", True, from_here.places)]
    [row] = edge_rows(KnowledgeGraph("test", nodes, [from_here]))
    assert row.key == ("DEPENDS_ON", "test/Service/web", "acme/Service/bus")
    assert row.properties["strength"] == "soft"


@pytest.mark.parametrize(
    ("moment", "kept"),
    [
        (
            datetime(2025, 7, 3, 8, 30, tzinfo=ZoneInfo("Europe/Berlin")),
            "2025-07-03T08:30:00+02:00",
        ),
        (
            datetime(2025, 10, 26, 2, 30, tzinfo=ZoneInfo("Europe/Berlin")),
            "2025-10-26T02:30:00+02:00",
        ),
        (
            datetime(2025, 10, 26, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin")),
            "2025-10-26T02:30:00+01:00",
        ),
        (datetime(1850, 1, 1, tzinfo=ZoneInfo("Europe/Berlin")), "1849-12-31T23:06:32+00:00"),
        (datetime(2025, 7, 3, 8, 30), "2025-07-03T08:30:00"),
    ],
)
def test_a_time_is_stored_with_its_offset(moment: datetime, kept: str) -> None:
    told = stored(moment)
    assert isinstance(told, datetime)
    assert told.isoformat() == kept
    assert not isinstance(told.tzinfo, ZoneInfo)
