"""What a link or a name reaches, as Obsidian resolves it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rcagraph.graph.resolve import Hit, Resolver
from rcagraph.model.facts import LinkTarget, Mention, NodeFact, NodeKey, Place
from tests.notes import complaints_of, edges_in, joined


def fact(path: str, kind: str = "Document", id_: str = "", *aliases: str) -> NodeFact:
    stem = path.rpartition("/")[2].removesuffix(".md")
    key = NodeKey("test", kind, id_ or path.removesuffix(".md"))
    return NodeFact(key, stem, Place(path, 1), {}, aliases)


FACTS = [
    fact("Cart.md"),
    fact("ops/Pay Ment.md", "Runbook"),
    fact("ops/deep/notes.md"),
    fact("team/deep/notes.md"),
    fact("a/release.1.2.md"),
    fact("incidents/2025/outage.md", "Incident", "INC-7", "The big one"),
    fact("services/ledger.md", "Service", "ledger", "books"),
    fact("books.md"),
    fact("zz/a-very-long-folder/same.md", "Service", "s"),
    fact("zz/short/same.md", "Runbook", "a-very-long-identifier-of-it"),
    fact("incidents/x/1.md", "ActionItem", "x/1"),
]
RESOLVER = Resolver(FACTS)


def reached(target: str, is_path: bool = False, from_path: str = "incidents/x.md") -> str | None:
    hit = RESOLVER.linked(LinkTarget(target, (), is_path), from_path)
    return hit.key.id if hit.key else None


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("ops/deep/notes", "ops/deep/notes"),
        ("ops/deep/notes.md", "ops/deep/notes"),
        ("/team/deep/notes", "team/deep/notes"),
        ("2025/outage", "INC-7"),
        ("deep/notes", "ops/deep/notes"),
        ("Cart", "Cart"),
        ("cart", "Cart"),
        ("CART.MD", "Cart"),
        (" cart ", "Cart"),
        ("pay ment", "ops/Pay Ment"),
        ("release.1.2", "a/release.1.2"),
        ("release.1.2.md", "a/release.1.2"),
        ("release.1", None),
        ("release", None),
        ("inc-7", "INC-7"),
        ("the BIG one", "INC-7"),
        ("outage", "INC-7"),
        ("books", "books"),
        ("big one", None),
        ("eep/notes", None),
        ("1", None),
        ("x/1", None),
        ("", None),
        ("../Cart", None),
    ],
)
def test_a_wikilink_by_path_then_name_then_id_then_alias(target: str, expected: str | None) -> None:
    assert reached(target) == expected


@pytest.mark.parametrize(
    ("target", "from_path", "expected"),
    [
        ("../Cart.md", "incidents/x.md", "Cart"),
        ("outage.md", "incidents/2025/x.md", "INC-7"),
        ("./deep/../Pay Ment.md", "ops/x.md", "ops/Pay Ment"),
        ("/services/ledger.md", "incidents/x.md", "ledger"),
        ("../services/ledger", "incidents/x.md", "ledger"),
        ("cart.MD", "x.md", "Cart"),
        ("Cart.md", "incidents/x.md", None),
        ("../../Cart.md", "incidents/x.md", None),
        ("ledger", "incidents/x.md", None),
    ],
)
def test_a_markdown_link_is_a_path_from_its_note(
    target: str, from_path: str, expected: str | None
) -> None:
    assert reached(target, True, from_path) == expected


def test_of_several_the_shortest_path_and_all_are_told() -> None:
    hit = RESOLVER.linked(LinkTarget("same"), "x.md")
    assert hit.key == NodeKey("test", "Runbook", "a-very-long-identifier-of-it")
    assert hit.others == (NodeKey("test", "Service", "s"),)
    assert RESOLVER.path(hit.others[0]) == "zz/a-very-long-folder/same"


def test_a_typed_field_prefers_its_kind() -> None:
    hit = RESOLVER.linked(LinkTarget("same"), "x.md")
    service, runbook = NodeKey("test", "Service", "s"), hit.key
    assert hit.preferring(("Service",)) == Hit(service)
    assert hit.preferring(("Team",)) == hit
    assert hit.preferring(("Runbook", "Service")) == Hit(runbook, (service,))
    assert Hit(None).preferring(("Team",)) == Hit(None)


def test_a_mention_is_looked_up_by_kind_and_name_id_or_alias() -> None:
    ledger = NodeKey("test", "Service", "ledger")
    assert RESOLVER.mentioned(Mention(("Resource", "Service"), "LEDGER")) == Hit(ledger)
    assert RESOLVER.mentioned(Mention(("Service",), "Books")) == Hit(ledger)
    assert RESOLVER.mentioned(Mention(("Team",), "ledger")) == Hit(None)
    assert RESOLVER.mentioned(Mention(("Service",), "services/ledger")) == Hit(None)


def test_an_ambiguous_link_is_taken_and_said_with_every_path() -> None:
    page = {"a/same.md": "x", "b/long/same.md": "y", "note.md": "\n\n[[same]] [[b/long/same]]\n"}
    made = joined(page)
    assert edges_in(made, "REFERENCES") == [("note", "a/same"), ("note", "b/long/same")]
    assert complaints_of(made.diagnostics) == [
        "RCA302 note.md:3 [[same]] fits a/same, b/long/same; a/same was taken"
    ]


def test_one_name_of_two_kinds_is_told_apart_by_its_field() -> None:
    made = joined(
        {
            "services/cart.md": "---\nowner: core\n---\n",
            "runbooks/cart.md": "---\nservice: cart\n---\n",
            "incidents/2025-01-01-x.md": '---\nservices: ["[[cart]]"]\nrunbook: "[[cart]]"\n---\n',
        }
    )
    assert edges_in(made, "AFFECTS") == [("incidents/2025-01-01-x", "cart")]
    assert edges_in(made, "USES_RUNBOOK") == [("incidents/2025-01-01-x", "runbooks/cart")]
    assert made.diagnostics == ()


@settings(deadline=None)
@given(st.text("aA/.md# ", max_size=12), st.booleans(), st.text("ab/.", max_size=8))
def test_any_target_reaches_a_declared_node_or_none(target: str, is_path: bool, page: str) -> None:
    hit = RESOLVER.linked(LinkTarget(target, (), is_path), page)
    keys = {one.key for one in FACTS}
    assert hit.key is None or {hit.key, *hit.others} <= keys
