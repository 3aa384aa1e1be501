"""What raw HTML shows is read as what Markdown shows: text, tables, items, headings, links."""

from time import perf_counter

import pytest

from rcagraph.vault.markdown import read_markdown
from rcagraph.vault.note import Heading, Item, Line, Link, Paragraph, Row, Table
from tests.notes import facts_of, written


def test_the_text_of_a_block_without_blank_lines() -> None:
    body = (
        "<details>\n<summary>Log</summary>\nSeverity: P1<br>and\nso\n"
        "<p>a [[x]] &amp; b\n</details>\n"
    )
    markup = read_markdown(body, 5)
    assert markup.paragraphs == (
        Paragraph("Log", 6, -1),
        Paragraph(
            "Severity: P1\nand so", 7, -1, (Line("Severity: P1", 7), Line("and", 7), Line("so", 8))
        ),
        Paragraph("a [[x]] & b", 9, -1),
    )
    assert markup.links == ()


@pytest.mark.parametrize(
    "body",
    [
        "<!-- a\n\nb -->", "<div><!-- a --></div>", "<script>\na\n\nb\n</script>",
        "<pre>\na\n</pre>",
        "<style>a</style>", "<div><svg><text>a</text></svg></div>", "<div>\n<!-- a\n</div>",
    ],
)  # fmt: skip
def test_comments_and_code_are_not_read(body: str) -> None:
    assert read_markdown(body).paragraphs == ()


def test_a_table_goes_on_over_blank_lines_and_markdown_in_its_cells() -> None:
    body = (
        "# T\n<table>\n <tr><th>Time<th>Event</tr>\n\n<tr>\n<td>10:00</td>\n<td>\n\n"
        "**Alert** fires\n\n</td></tr>\n<tr><td>a<br>b<td><table><tr><td>c<td>d</table>\n"
        "</table>\n\nafter\n"
    )
    markup = read_markdown(body)
    assert markup.tables == (
        Table(
            0, ("Time", "Event"), (Row(("10:00", "Alert fires"), 5), Row(("a\nb", "c\nd"), 12)), 3
        ),
    )
    assert markup.paragraphs == (Paragraph("after", 15, 0),)


def test_a_heading_ends_a_table_that_is_left_open() -> None:
    markup = read_markdown("<table><caption>C</caption><tr><td>a<td>b\n\n## Next\n\np\n")
    assert markup.tables == (Table(-1, ("a", "b"), (), 1),)
    assert markup.paragraphs == (Paragraph("C", 1, -1), Paragraph("p", 5, 0))
    assert read_markdown("<table>\n</table>\n").tables == ()


def test_lists_and_headings() -> None:
    markup = read_markdown(
        "<ol>\n<li>a\n<ul><li>b</ul>\n</ol>\n<h2>Sec <i>t</i></h2>\n<div>in</div>\n"
    )
    assert markup.items == (Item("a", 2, -1), Item("b", 3, -1, 1))
    assert markup.headings == (Heading("Sec t", 2, 5),)
    assert markup.paragraphs == (Paragraph("in", 6, 0),)


def test_in_a_quote_or_an_item_it_is_text_there() -> None:
    markup = read_markdown("> <h2>q</h2>\n\n- a\n  <div>\n  <h3>b</h3>\n  </div>\n")
    assert markup.headings == ()
    assert markup.paragraphs == (Paragraph("q", 1, -1),)
    assert markup.items == (Item("a\nb", 3, -1),)


@pytest.mark.parametrize(
    "body",
    [
        "<div><a href='a%20b.md#c'>lab<b>el</b></a></div>",
        'x <A class="y" HREF=a%20b.md#c>label</a> z',
        '| <a href="a b.md#c">label</a> |\n|---|\n',
    ],
)  # fmt: skip
def test_links(body: str) -> None:
    assert read_markdown(body).links == (Link("a b.md", 1, -1, "label", "c", False),)


def test_links_that_are_none_of_the_vault() -> None:
    markup = read_markdown(
        'a <a name="x">b</a> <a href="https://x.y/z.md">c</a> <a href="d.md"\n\ne\n'
    )
    assert markup.links == ()
    assert [(link.target, link.label) for link in markup.addresses] == [("https://x.y/z.md", "c")]


def test_what_is_no_tag_is_text() -> None:
    assert read_markdown("<div>1 < 2 <b and &#27;&#0; a</div>\n").paragraphs == (
        Paragraph("1 < 2 <b and \ufffd a", 1, -1),
    )


@pytest.mark.parametrize(
    "unit",
    [
        "<b>a</b>", "<a href=x>a", "<!--", "<a \"<a '", "<tr><td>", "<table>", "<ul><li>",
        "&#", "x\n", "<br>", "<td>\n\na\n\n",
    ],
)  # fmt: skip
def test_any_html_is_read_in_time_that_grows_with_its_length(unit: str) -> None:
    start = perf_counter()
    read_markdown("<table>" + unit * 30_000)
    read_markdown("<div>" + unit * 30_000)
    assert perf_counter() - start < 4


def test_a_post_mortem_in_html() -> None:
    said = facts_of(
        "---\ndate: 2025-01-02\n---\n<h2>Timeline</h2>\n<table>\n<tr><th>Time<th>Event</tr>\n"
        "<tr><td>10:00<td>Alert fired</tr>\n</table>\n<h2>Action Items</h2>\n<ul>\n"
        "<li>Widen the pool (owner: Ops)</li>\n</ul>\n"
    )
    assert said.node.properties["timeline"] == ("2025-01-02 10:00 Alert fired",)
    assert [node.properties["text"] for node in said.nodes[1:]] == ["Widen the pool"]
    assert [written(edge.source) for edge in said.edges("OWNS")] == ["Ops"]
    assert said.complaints == []
