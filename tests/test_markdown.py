"""Markdown to headings, links, tables, items and paragraphs: each trap once."""

import pytest

from rcagraph.vault.links import links_in
from rcagraph.vault.markdown import read_markdown
from rcagraph.vault.note import Heading, Item, Line, Link, Paragraph, Row, Table


def only_link(body: str) -> Link:
    (link,) = read_markdown(body).links
    return link


def targets(body: str) -> list[str]:
    return [link.target for link in read_markdown(body).links]


@pytest.mark.parametrize(
    ("body", "link"),
    [
        ("[[note]]", Link("note", 1, -1)),
        ("[[folder/note]]", Link("folder/note", 1, -1)),
        ("[[note|an alias]]", Link("note", 1, -1, "an alias")),
        ("[[note|a *b* `c`]]", Link("note", 1, -1, "a b c")),
        ("[[note#A Heading]]", Link("note", 1, -1, "", "A Heading")),
        ("[[note#A#B|x]]", Link("note", 1, -1, "x", "A#B")),
        ("[[note#^block]]", Link("note", 1, -1, "", "^block")),
        ("[[#local]]", Link("", 1, -1, "", "local")),
        ("![[embed]]", Link("embed", 1, -1, is_embed=True)),
        ("![[a.png|100]]", Link("a.png", 1, -1, "100", is_embed=True)),
        ("[[ note ]]", Link("note", 1, -1)),
        ("[[v1.2 notes.md]]", Link("v1.2 notes.md", 1, -1)),
        ("[[_TOC_]]", Link("_TOC_", 1, -1)),
        ("[t](a%20b.md#x%20y)", Link("a b.md", 1, -1, "t", "x y", False)),
        ("[t](<a b.md>)", Link("a b.md", 1, -1, "t", "", False)),
        ("[t](../a.md?plain=1#L3)", Link("../a.md", 1, -1, "t", "L3", False)),
        ("[t](what%3F.md)", Link("what?.md", 1, -1, "t", "", False)),
        ("[t](#here)", Link("", 1, -1, "t", "here", False)),
        ("[t](./10:30.md)", Link("./10:30.md", 1, -1, "t", "", False)),
        ("![alt](img.png)", Link("img.png", 1, -1, "alt", "", False, True)),
        ("[t][r]\n\n[r]: foo.md", Link("foo.md", 1, -1, "t", "", False)),
        ("[t](%00%1b%ff.md)", Link("\ufffd\ufffd\ufffd.md", 1, -1, "t", "", False)),
    ],
)
def test_links(body: str, link: Link) -> None:
    assert only_link(body) == link


@pytest.mark.parametrize(
    "body",
    [
        "`[[x]]`",
        "``a ` [[x]]``",
        "```\n[[x]]\n```",
        "    [[x]]",
        "- a\n\n  ```sh\n  [[x]]\n  ```",
        "<!-- [[x]] -->",
        "a <!-- [[x]]\n[[y]] --> b",
        "<div>\n[[x]]\n</div>",
        "a %%[[x]]%% b",
        "%%\n[[x]]\n\n[[y]]\n%%",
        "é %%é [[x]]%% ü",
        "\\[[x]\\]",
        "[[]]",
        "[[a\nb]]",
        "if [[ -f x ]]; then",
        '[[ "$A" == b ]]',
        "[[ $x -ge 45 ]]",
        "[[ a =~ b ]]",
        "[[{{ page }}]]",
        "[t](https://x.y/z.md)",
        "[t](//x.y/z.md)",
        "[t](mailto:a@b.c)",
        "[t](MAILTO:a@b.c)",
        "[[https://x.y]]",
        "<https://x.y>",
        "<a@b.c>",
        "[t]()",
        "[t]({{site.url}}/x)",
        "[t](<{{< ref x >}}>)",
        "[^1]\n\n[^1]: word",
    ],
)
def test_what_is_no_link(body: str) -> None:
    assert targets(body) == []


def test_comments_leave_lines_and_the_rest() -> None:
    markup = read_markdown("%%\nold [[x]]\n\n%%\n%%note%% Text [[y]] and %%z%% more\n")
    assert markup.links == (Link("y", 5, -1),)
    assert markup.paragraphs == (Paragraph("Text y and  more", 5, -1),)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("100%% sure of [[x]]", ["x"]),
        ("a %% [[x]]\n\nb %% [[y]]", ["x", "y"]),
        ("`%%` [[x]] `%%`", ["x"]),
        ("```\n%%\n```\n[[x]]\n```\n%%\n```", ["x"]),
        ("é `ü` %%a `b%% [[x]] `c` %%d%%", ["x"]),
        ("%%a%% [[x]] %%b%% [[y]]", ["x", "y"]),
        ("<!-- %% --> [[x]]\n\n<!-- %% -->", []),
        ("a <!-- %% --> [[x]] <!-- %% -->", ["x"]),
    ],
)
def test_what_a_comment_is(body: str, found: list[str]) -> None:
    assert targets(body) == found


def test_a_table_with_escaped_bars() -> None:
    markup = read_markdown(
        "| a | b [[n\\|N]] |\n|--|--|\n| `x\\|y` | [[c\\|*d*]]<br>e |\n| 1 |\n", 7
    )
    assert markup.tables == (
        Table(-1, ("a", "b N"), (Row(("x|y", "d\ne"), 9), Row(("1", ""), 10)), 7),
    )
    assert markup.links == (Link("n", 7, -1, "N"), Link("c", 9, -1, "d"))


def test_headings_and_sections() -> None:
    body = "[[z]]\n\nTitle\n=====\n\n## A `c` [[x|X]] &amp; ~~d~~ #\n[[y]]\n```\n# no\n```\n"
    markup = read_markdown(body, 10)
    assert markup.headings == (Heading("Title", 1, 12), Heading("A c X & d", 2, 15))
    assert [(link.target, link.line, link.section) for link in markup.links] == [
        ("z", 10, -1),
        ("x", 15, 1),
        ("y", 16, 1),
    ]


def test_a_heading_in_a_quote_or_an_item_opens_no_section() -> None:
    markup = read_markdown("# A\n> # B\n> text\n\n- # C\n")
    assert markup.headings == (Heading("A", 1, 1),)
    assert markup.paragraphs == (Paragraph("B", 2, 0), Paragraph("text", 3, 0))
    assert markup.items == (Item("C", 5, 0),)


def test_items() -> None:
    body = "# H\n\n- [ ] do [[a#h]]\n  more\n\n  para\n  - sub `c` <b>x</b>\n- [x] done\n1. one\n"
    assert read_markdown(body).items == (
        Item("do a more\npara", 3, 0, 0, " "),
        Item("sub c x", 7, 0, 1),
        Item("done", 8, 0, 0, "x"),
        Item("one", 9, 0, 0),
    )


def test_items_in_items_on_one_line_stand_outer_first() -> None:
    assert read_markdown("- - a\n\n  b\n").items == (Item("b", 1, -1, 0), Item("a", 1, -1, 1))


def test_paragraphs_have_no_markup() -> None:
    body = "a *b* **c**\n[d](e.md) &lt; [[f]]  \ng\n\n- item\n\n> quote\n\n![](x.png)\n"
    assert read_markdown(body).paragraphs == (
        Paragraph("a b c d < f\ng", 1, -1, (Line("a b c", 1), Line("d < f", 2), Line("g", 3))),
        Paragraph("quote", 7, -1),
    )


def test_the_lines_of_a_paragraph() -> None:
    one, two = read_markdown("a\n\nb %%x\ny%% *c\nd*<br>e\n", 5).paragraphs
    assert one.lines == (Line("a", 5),)
    assert two.lines == (Line("b", 7), Line("c", 8), Line("d", 9), Line("e", 9))


def test_a_box_is_that_of_its_own_item() -> None:
    items = read_markdown("- a\n  - [x] b\n    - c\n- [ ] d\n").items
    assert [(item.text, item.box) for item in items] == [
        ("a", None),
        ("b", "x"),
        ("c", None),
        ("d", " "),
    ]


def test_a_table_or_code_in_an_item_is_not_its_text() -> None:
    markup = read_markdown("- a\n\n  ```\n  code\n  ```\n\n  | x |\n  |---|\n  | y |\n\n  b\n")
    assert markup.items == (Item("a\nb", 1, -1),)
    assert markup.tables == (Table(-1, ("x",), (Row(("y",), 9),), 7),)


def test_lines_count_characters_of_any_width() -> None:
    markup = read_markdown("é 😀\n\nü [[ñ]]\n\n# 日本\n")
    assert markup.links == (Link("ñ", 3, -1),)
    assert markup.headings == (Heading("日本", 1, 5),)


def test_entities_give_no_control_characters() -> None:
    assert read_markdown("a&#27;[2Jb&#0;").paragraphs == (Paragraph("a\ufffd[2Jb\ufffd", 1, -1),)


def test_images_in_images_repeat_no_text_without_end() -> None:
    markup = read_markdown("![a" * 2000 + "](b)" * 2000)
    assert len(markup.links) == 2000
    assert sum(len(link.label) for link in markup.links) < 5 * 2000


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[[x|alias]]", (Link("x", 3, -1, "alias"),)),
        ("[[a]], ![[b#c]]", (Link("a", 3, -1), Link("b", 3, -1, "", "c", True, True))),
        ("[[x\\|y]]", (Link("x", 3, -1, "y"),)),
        ("x", ()),
        ("[[ -f /etc/x ]] && echo", ()),
        ("[[_TOC_]]", ()),
        ("[[TOC]]", ()),
        ("[[]]", ()),
        ("${{ x }} [[{{ y }}]]", ()),
    ],
)
def test_links_in_front_matter_values(text: str, found: tuple[Link, ...]) -> None:
    assert links_in(text, 3) == found


def test_the_name_of_a_block_is_no_part_of_its_text() -> None:
    read = read_markdown("One\ntwo ^two\n\n- a ^b-1\n- 2^10\n\n^lone\n\n## 3 ^4th\n")
    assert [(p.text, p.lines[-1].text) for p in read.paragraphs] == [("One two", "two")]
    assert [item.text for item in read.items] == ["a", "2^10"]


def test_the_sort_of_a_callout_is_no_word_of_it() -> None:
    read = read_markdown("> [!warning]- Mind\n> the gap\n\n> [!info]\n> One\n\n[!note] x\n")
    assert [p.text for p in read.paragraphs] == ["the gap", "One", "[!note] x"]
    assert read.paragraphs[0].lines == (Line("the gap", 2),)
    assert read.paragraphs[1].lines == (Line("One", 5),)


@pytest.mark.parametrize("before", [("", ""), ("> ", "> "), ("- ", "  "), ("1. > ", "   > ")])
def test_rows_are_on_the_lines_of_their_table(before: tuple[str, str]) -> None:
    text = f"\n\n{before[0]}" + f"\n{before[1]}".join(["| a |", "|---|", "| b |", "| c |"])
    (table,) = read_markdown(text, 10).tables
    assert (table.line, table.rows) == (12, (Row(("b",), 14), Row(("c",), 15)))


def test_items_stand_in_the_order_of_their_lines() -> None:
    items = read_markdown("- a\n  - b\n\n    c\n- d\n").items
    assert [(item.text, item.line, item.depth) for item in items] == [
        *(("a", 1, 0), ("b\nc", 2, 1)),
        ("d", 5, 0),
    ]
