"""Source expressions: what each finds in a note, and what is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rcagraph.extract.find import Found, find, first, group
from rcagraph.model.facts import Place
from rcagraph.profile.source import Source, Where, parse_source
from rcagraph.vault.read import parse_note
from tests.notes import note

NOTE = note(
    """\
    ---
    title: Cart down in cart-api
    service: {owner: Storefront}
    deps:
      - name: redis
      - name: orders
      - other: x
    tags: [rca, "#P2", network]
    empty:
    tilde: ~
    quoted: "null"
    "sla.v1/tier": {"p 1": gold}
    a.b: flat
    ---

    # 2025-01-02 - Cart down

    ## Summary

    The cart failed.

    It came back.

    ## Root Cause

    1. Pool *too* small
    2. No `alert`

    ### Deeper

    - Old [[redis]]

    ## Actions

    | What | Who | Due (d.m.) |
    | --- | --- | --- |
    | Widen | Storefront | 3.4. |
    | Watch |
    """,
    "incidents/eu/2025-01-02-cart.down.md",
)


def found(*texts: str) -> list[tuple[str, int, str]]:
    """Text, line and `where` of all that the expressions find in the note."""
    return [(f.text, f.place.line, f.place.where) for f in find(NOTE, sources(*texts))]


def sources(*texts: str) -> tuple[Source, ...]:
    return tuple(parse_source(text) for text in texts)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("service.owner", [("Storefront", 3, "service.owner")]),
        ("service", []),
        ("deps[].name", [("redis", 5, "deps.name"), ("orders", 6, "deps.name")]),
        ("deps.name", [("redis", 5, "deps.name"), ("orders", 6, "deps.name")]),
        ("gone.name", []),
        ("empty", []),
        ("tilde", []),
        ("quoted", [("null", 11, "quoted")]),
        ("path:^(.*?)/eu/", [("incidents", 1, "path")]),
        (r"name:\.(\w+)$", [("down", 1, "name")]),
        ("title: in (.*)$", [("cart-api", 2, "title")]),
        (r"h1:^\d{4}", [("2025", 1, "h1")]),
        ("body:came (back)", [("back", 22, "body")]),
        ("body:never (said)", []),
        ("tag:(?i)^(p[0-5])$", [("P2", 8, "tags")]),
        ("tag:.+", [("rca", 8, "tags"), ("P2", 8, "tags"), ("network", 8, "tags")]),
        (
            "section:summary",
            [("The cart failed.", 20, "summary"), ("It came back.", 22, "summary")],
        ),
        ("section:/^sum/", [("The cart failed.", 20, "/^sum/"), ("It came back.", 22, "/^sum/")]),
        ("section:Nowhere", []),
        (
            "list:Root Cause",
            [
                ("Pool too small", 26, "Root Cause"),
                ("No alert", 27, "Root Cause"),
                ("Old redis", 31, "Root Cause"),
            ],
        ),
        ("list:Deeper", [("Old redis", 31, "Deeper")]),
        ("table:Actions.who", [("Storefront", 37, "Actions")]),
        ("table:Actions.What", [("Widen", 37, "Actions"), ("Watch", 38, "Actions")]),
        ("table:Actions.When", []),
        ("table:/act/.Due (d.m.)", [("3.4.", 37, "/act/")]),
        ("table:Actions.Due (d.m.)", [("3.4.", 37, "Actions")]),
        ("@name", [("2025-01-02-cart.down", 1, "@name")]),
        ("@title", [("Cart down in cart-api", 1, "@title")]),
        ("@h1", [("2025-01-02 - Cart down", 1, "@h1")]),
        ("@path", [("incidents/eu/2025-01-02-cart.down", 1, "@path")]),
        ("@folders", [("eu", 1, "path"), ("incidents", 1, "path")]),
        ("=P1: always", [("P1: always", 1, "=P1: always")]),
        ('"sla.v1/tier"."p 1"', [("gold", 12, "sla.v1/tier.p 1")]),
        ("service.gone", []),
        ("a.b", [("flat", 13, "a.b")]),
    ],
)
def test_each_row_of_the_table(expression: str, expected: list[tuple[str, int, str]]) -> None:
    assert found(expression) == expected


def test_find_joins_all_sources_first_and_group_take_the_first_that_gives() -> None:
    given_sources = sources("gone", "tag:^n.*", "deps.name")
    assert [f.text for f in find(NOTE, given_sources)] == ["network", "redis", "orders"]
    assert first(NOTE, given_sources) == Found(
        "network", Place("incidents/eu/2025-01-02-cart.down.md", 8, "tags"), given_sources[1]
    )
    assert [f.text for f in group(NOTE, sources("gone", "deps.name", "tag:.+"))] == [
        "redis",
        "orders",
    ]
    assert first(NOTE, sources("gone")) is None
    assert group(NOTE, sources("gone")) == []


def test_a_title_that_is_no_text_gives_way_to_the_heading() -> None:
    listed = note("---\ntitle: [a, b]\n---\n\n# Heading\n")
    assert [(f.text, f.place.line) for f in find(listed, sources("title:.+"))] == [("Heading", 5)]


def test_tags_as_one_string_are_split_at_commas_and_blanks() -> None:
    tagged = note('---\ntag: "rca, #p1 network"\n---\n')
    assert [f.text for f in find(tagged, sources("tag:.+"))] == ["rca", "p1", "network"]


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("", "'' is no source expression: write a front-matter key"),
        ("two words", "'two words' is no source expression"),
        ("a..b", "is no source expression"),
        ("nowhere:x", "is no source expression"),
        ("@stem", "'@stem' is no place: write @name, @title, @h1, @path, @folders"),
        ("list:", "names no heading: write table:HEADING.COLUMN or list:HEADING"),
        ("table:Timeline", "names no heading"),
        ("table:.Who", "names no heading"),
        ("section:/(/", "'(' is no regular expression: missing )"),
        ("body:", "'' is no regular expression: write .+ for any text"),
        ("=", "'=' is no text: write =TEXT"),
        ('a."b', "is no source expression"),
        ("body:(", "'(' is no regular expression: missing )"),
        ("name:a{99999999999999999999}", "is no regular expression"),
        ("name:" + "(" * 5000, "is no regular expression"),
    ],
)
def test_what_is_no_expression_is_refused_with_what_to_write(expression: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"write|regular") as caught:
        parse_source(expression)
    assert message in str(caught.value)


def test_only_wording_is_prose() -> None:
    prose = ("path:x", "name:x", "title:x", "h1:x", "body:x")
    stated = ("key", "tag:x", "section:x", "list:x", "table:x.y", "label:x", "@name", "=x")
    assert all(source.is_prose for source in sources(*prose))
    assert not any(source.is_prose for source in sources(*stated))
    assert {source.where for source in sources(*prose, *stated)} == set(Where)


PLACES = ("path:", "name:", "title:", "h1:", "body:", "tag:", "section:", "list:", "table:")
WORDS = ("Timeline", "@name", "@folders", "[]", "(?i)", r"\d", "(x)?", "title")
PIECES = st.sampled_from((*"abx-_.[](){}|*+?\\^$:=@#", *PLACES, *WORDS))
EXPRESSIONS = st.text(max_size=20) | st.lists(PIECES, max_size=8).map("".join)
FRONT = ("---", "title: x", "a: [b, {c: d}]", "a:", "tags: {a: b}", "tag: x", "- - - a", "\t", "")
BODY = ("# H", "## Timeline", "| a | b |", "|---|---|", "| 1 |", "- item", "[[x|y]]", "```", "%%")
LINES = st.sampled_from((*FRONT, *BODY))
TEXTS = st.binary(max_size=60) | st.lists(LINES, max_size=12).map(lambda x: "\n".join(x).encode())


@settings(deadline=None)
@given(EXPRESSIONS, TEXTS)
def test_no_expression_and_no_note_raise_anything_but_value_error(text: str, data: bytes) -> None:
    source = source_or_none(text)
    if source is None:
        return
    hits = list(find(parse_note("a/b.md", data).value, (source,)))
    assert all(hit.text and hit.place.line >= 1 and hit.place.path == "a/b.md" for hit in hits)
    if source.where is not Where.CONSTANT:
        written = f"a/b.md {data.decode('utf-8', 'replace')}"
        assert all(stands_in(hit.text, written) for hit in hits)


def stands_in(text: str, written: str) -> bool:
    """Its letters and digits stand there in that order, whatever marks stand between them."""
    rest = iter(written)
    return all(letter in rest for letter in text if letter.isalnum())


def source_or_none(text: str) -> Source | None:
    try:
        return parse_source(text)
    except ValueError:
        return None
