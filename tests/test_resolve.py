"""What a link or a name reaches, as Obsidian resolves it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rcagraph.graph.resolve import Hit, Resolver
from rcagraph.model.facts import LinkTarget, Mention, NodeFact, NodeKey, Place
from rcagraph.model.names import folded
from rcagraph.profile.shape import LinkRules
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
        ("../Cart", "Cart"),
        ("../ops/deep/notes.md", "ops/deep/notes"),
        ("./x/1", None),
        ("../../Cart", None),
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
        ("../..", "incidents/x.md", None),
        (".", "incidents/x.md", None),
        ("ledger", "incidents/x.md", None),
    ],
)
def test_a_markdown_link_is_a_path_from_its_note(
    target: str, from_path: str, expected: str | None
) -> None:
    assert reached(target, True, from_path) == expected


def resolver(*paths: str, rules: LinkRules | None = None, root: str = "") -> Resolver:
    return Resolver([fact(path) for path in paths], rules, root)


def found(names: Resolver, target: str, page: str, is_path: bool = False) -> str:
    """The id that a link on the page reaches, and how many others it fits."""
    hit = names.linked(LinkTarget(target, (), is_path), page)
    return f"{hit.key.id if hit.key else '-'}{'+' * len(hit.others)}"


COMPOSED, DECOMPOSED = "caf\u00e9", "cafe\u0301"


@pytest.mark.parametrize(
    ("path", "target"),
    [
        (f"{COMPOSED}.md", DECOMPOSED),
        (f"{DECOMPOSED}.md", COMPOSED),
        (f"{DECOMPOSED}.md", COMPOSED.upper()),
        ("Stra\u00dfe.md", "STRASSE"),
        ("two  blanks.md", "two blanks"),
    ],
)
def test_names_are_one_however_they_are_composed(path: str, target: str) -> None:
    assert found(resolver(path), target, "n.md") == path.removesuffix(".md")
    assert found(resolver(f"a/{path}"), f"../a/{target}.md", "b/n.md", True) == f"a/{path[:-3]}"


@given(st.text(max_size=12))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_names_that_begin_with_dots_are_in_the_vault() -> None:
    names = resolver("..notes.md", "a/...md")
    assert found(names, "../..notes.md", "a/n.md", True) == "..notes"
    assert found(names, "..notes", "a/n.md") == "..notes"


def test_one_name_in_two_cases_is_told_apart_by_its_case() -> None:
    names = resolver("Cart.md", "cart.md", "ops/Ledger.md", "old/ledger.md")
    assert [found(names, one, "n.md") for one in ("Cart", "cart", "CART")] == [
        "Cart", "cart", "Cart+"
    ]  # fmt: skip
    assert found(names, "ledger", "n.md") == "old/ledger"


def test_a_suffix_tells_two_notes_of_one_name_apart() -> None:
    facts = [fact("a/x.md", id_="md"), fact("a/x.mdx", id_="mdx")]
    names = Resolver(facts)
    assert found(names, "x.mdx", "n.md") == "mdx"
    assert found(names, "x.md", "n.md") == "md"
    assert found(names, "x", "n.md") == "md+"


@pytest.mark.parametrize("target", ["guide/", "guide", "guide/README.md", "./guide/", "/guide/"])
def test_a_folder_is_its_readme(target: str) -> None:
    names = resolver("guide/README.md", "guide/index.md", "guide/x.md")
    assert found(names, target, "n.md", True) == "guide/README"


def test_a_folder_without_readme_is_its_index() -> None:
    assert found(resolver("guide/_index.md"), "../guide/", "a/n.md", True) == "guide/_index"
    assert found(resolver("README.md"), "../", "a/n.md", True) == "README"
    assert found(resolver("guide/x.md"), "guide/", "n.md", True) == "-"


SITE = LinkRules(
    suffixes=((".html", (".html.md.erb", ".md")), ("/", (".md", "/overview.md"))),
    site_roots=("content",),
)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/docs/a.html", "content/docs/a.html.md"),
        ("b.html", "content/docs/b"),
        ("/docs/c/", "content/docs/c"),
        ("d/", "content/docs/d/overview"),
        ("/docs/b.md", "content/docs/b"),
        ("/content/docs/b.md", "content/docs/b"),
        ("/docs/b", "content/docs/b"),
        ("/top.md", "top"),
        ("e.html", "-"),
    ],
)
def test_a_site_has_its_own_root_and_suffixes(target: str, expected: str) -> None:
    facts = [
        fact("content/docs/a.html.md.erb", id_="content/docs/a.html.md"),
        *(fact(f"content/docs/{name}.md") for name in ("b", "c", "d/overview")),
        fact("top.md"),
    ]
    assert found(Resolver(facts, SITE), target, "content/docs/n.md", True) == expected


LANGUAGES = LinkRules(namespaces=("content/*",))
MANUAL = [f"content/{language}/docs/start.md" for language in ("de", "en", "fr")]


@pytest.mark.parametrize("target", ["start", "docs/start", "/docs/start", "START.md"])
def test_a_name_means_a_note_of_its_own_namespace(target: str) -> None:
    names = resolver(*MANUAL, rules=LANGUAGES)
    assert found(names, target, "content/fr/home.md") == "content/fr/docs/start"


def test_what_a_namespace_lacks_is_looked_for_in_all() -> None:
    names = resolver(*MANUAL, "content/en/only.md", rules=LANGUAGES)
    assert found(names, "only", "content/fr/home.md") == "content/en/only"
    assert found(names, "content/de/docs/start", "content/fr/home.md") == "content/de/docs/start"
    assert found(names, "/docs/start.md", "content/fr/home.md", True) == "content/fr/docs/start"
    assert found(names, "start", "home.md") == "content/de/docs/start++"


def test_the_root_of_the_notes_is_where_a_slash_begins() -> None:
    names = resolver("docs/ops/a.md", "docs/a.md", root="docs")
    assert found(names, "/a.md", "docs/ops/n.md", True) == "docs/a"
    assert found(names, "/ops/a", "docs/n.md") == "docs/ops/a"


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
