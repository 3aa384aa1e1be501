"""Rows that are new, as the statements that create them take them."""

from rcagraph.export.neo4j.columns import Columns, names_in
from rcagraph.export.neo4j.rows import Row
from rcagraph.export.neo4j.statements import create_edges, create_nodes

CART = Row(("Service", "v/Service/cart"), {"name": "cart", "tier": "1"})
WEB = Row(("Service", "v/Service/web"), {"line": 4, "name": "web"})


def calls(source: str, target: str) -> Row:
    return Row(("CALLS", source, target), {"asserted": True})


def test_every_name_of_any_row_has_a_column() -> None:
    assert names_in([CART, WEB]) == ("line", "name", "tier")
    assert names_in([]) == ()


def test_a_node_is_its_uid_its_fingerprint_its_kind_of_row_and_its_values() -> None:
    assert Columns(("line", "name", "tier")).nodes([CART, WEB, CART]) == {
        "rows": [
            ["v/Service/cart", CART.hash, 0, None, "cart", "1"],
            ["v/Service/web", WEB.hash, 1, 4, "web", None],
            ["v/Service/cart", CART.hash, 0, None, "cart", "1"],
        ],
        "keys": [["name", "tier"], ["line", "name"]],
    }


def test_edges_stand_under_their_source() -> None:
    ab, ac, bc = calls("a", "b"), calls("a", "c"), calls("b", "c")
    assert Columns(("asserted",)).edges([ab, ac, bc]) == {
        "rows": [
            ["a", [["b", ab.hash, 0, True], ["c", ac.hash, 0, True]]],
            ["b", [["c", bc.hash, 0, True]]],
        ],
        "keys": [["asserted"]],
    }


def test_the_statement_for_nodes_names_each_property() -> None:
    assert create_nodes("Service", ["line", "name"]) == (
        "UNWIND $rows AS row\n"
        "CREATE (n:RcaEntity:Service {uid: row[0], _vault: $owner, _kind: 'Service', "
        "_hash: row[1], _keys: $keys[row[2]], line: row[3], name: row[4]})\n"
        "RETURN count(n) AS n\n"
    )


def test_the_statement_for_edges_looks_a_source_up_once() -> None:
    assert create_edges("CALLS", ["asserted"]) == (
        "UNWIND $rows AS row\n"
        "MATCH (a:RcaEntity {uid: row[0]})\n"
        "UNWIND row[1] AS edge\n"
        "MATCH (b:RcaEntity {uid: edge[0]})\n"
        "CREATE (a)-[r:CALLS {_vault: $owner, _kind: 'CALLS', _hash: edge[1], "
        "_keys: $keys[edge[2]], asserted: edge[3]}]->(b)\n"
        "RETURN count(r) AS n\n"
    )
