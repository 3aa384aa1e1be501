"""The HTML report without a browser: what it holds, its links, its policy, its errors."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from rcagraph.cli import main
from rcagraph.model.errors import RcaGraphError
from rcagraph.report.page import libraries
from rcagraph.report.page.contents import embedded
from rcagraph.report.page.links import LinkBase
from rcagraph.report.page.markup import Html, prose, tag, text

WEB = LinkBase("https://git.example.com/acme/vault/blob/main/")
OBSIDIAN = LinkBase("obsidian://open?vault=my%20notes&file=ignored")


def test_web_addresses_lead_to_the_line() -> None:
    assert (
        WEB.line("a b/ü#?%.md", 7)
        == "https://git.example.com/acme/vault/blob/main/a%20b/%C3%BC%23%3F%25.md#L7"
    )


def test_obsidian_opens_the_note_in_its_vault() -> None:
    assert OBSIDIAN.line("a/b c.md", 7) == "obsidian://open?vault=my%20notes&file=a%2Fb%20c.md"


def test_no_base_gives_no_address() -> None:
    assert LinkBase().line("a.md", 1) is None


@pytest.mark.parametrize(
    "base",
    [
        *("javascript:alert(1)//", "data:text/html,x", "ftp://a/b", "https://", "notes/"),
        *("https://a/b?x=", "https://a/#b", "https://a/ b", "http://[x", "obsidian://open"),
        *("obsidian://open?vault=", "obsidian://advanced-uri?vault=x", "JAVASCRIPT:x"),
    ],
)
def test_other_bases_are_refused(base: str) -> None:
    with pytest.raises(
        RcaGraphError, match=r"notes can be read|path of a note|vault of Obsid"
    ) as e:
        LinkBase(base)
    assert "https://github.com/acme" in (e.value.tip or "")


def test_text_is_escaped_and_made_markup_is_not() -> None:
    made = tag("p", "<b>&\"'", Html("<i>x</i>"), 3, None, title='a"b', class_="c", hidden=True)
    assert made == ('<p title="a&quot;b" class="c" hidden>&lt;b&gt;&amp;&quot;&#x27;<i>x</i>3</p>')
    assert text("a\u202eb\x00c\n") == "abc "
    assert prose("run `a<b` now") == "run <code>a&lt;b</code> now"


def test_json_in_the_page_can_end_no_element() -> None:
    said = {"a": "</script><!--&\u2028\u2029"}
    told = embedded(dict(said))
    assert told == '{"a":"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\\u2029"}'
    assert json.loads(told) == said


def test_without_the_libraries_one_sentence_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(RcaGraphError, match=r"not built: there is no d3.min.js in ") as error:
        libraries.libraries(tmp_path)
    assert error.value.tip == (
        "Run `make page` in the checkout (it needs npm), or write FILE.md, which needs none"
    )


def test_a_text_that_would_end_its_element_is_refused(tmp_path: Path) -> None:
    for name in (*libraries.LIBRARIES, libraries.LICENCES):
        (tmp_path / name).write_text("x")
    (tmp_path / "plot.umd.min.js").write_text("'</SCRIPT>'")
    with pytest.raises(ValueError, match=r"plot.umd.min.js has </script"):
        libraries.libraries(tmp_path)


def test_every_script_and_style_of_the_folder_is_in_the_page() -> None:
    files = {file.name for file in libraries.STATIC.iterdir()}
    assert files == {*libraries.SCRIPTS, *libraries.STYLES}


def test_our_scripts_parse_nothing_as_html_or_code() -> None:
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new F",
    ):
        assert word not in libraries.script()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Of the example, with stand-ins where the libraries were not built."""
    file = tmp_path_factory.mktemp("page") / "r.html"
    vendor = tmp_path_factory.mktemp("vendor")
    for name in (*libraries.LIBRARIES, libraries.LICENCES):
        (vendor / name).write_text(f"'{name}';")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(libraries.libraries, "__defaults__", (vendor,))
        asked = ["report", "--vault", "examples/hopfield-pantry", "-q", "--no-git"]
        options = ["--today", "2026-11-24", "--link-base", "https://git.example.com/v"]
        done = CliRunner().invoke(main, [*asked, *options, "-o", str(file)])
    assert (done.exit_code, done.output) == (0, "")
    return file.read_text("utf-8")


def contents(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="contents">(.*?)</script>', page, re.S)
    assert found
    return json.loads(found[1])


def test_the_policy_has_the_digest_of_each_script_and_style(page: str) -> None:
    policy = unescape(re.findall(r'Content-Security-Policy" content="([^"]+)"', page)[0])
    inline = re.findall(r"<(?:script|style)(?: id=\"_+cytoscape_stylesheet\")?>(.*?)</", page, re.S)
    digests = [b64encode(sha256(each.encode()).digest()).decode() for each in inline]
    assert len(digests) == 6
    assert all(f"'sha256-{digest}'" in policy for digest in digests)
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_nothing_is_fetched_and_nothing_is_inline(page: str) -> None:
    assert re.findall(r'\s(?:src|srcset|action|on\w+|style)="', page) == []
    assert "<link" not in page
    assert set(re.findall(r'href="(https?://[^/]+)', page)) == {"https://git.example.com"}


def test_what_stands_in_the_page_without_scripts(page: str) -> None:
    shown = re.sub(r"<[^>]+>", " ", page[: page.index('<script type="application/json"')])
    words = " ".join(unescape(shown).split())
    assert "31 incidents from 2024-07-18 to 2026-09-17, in 16 families: 5 repeated" in words
    assert "order-service: Connection Pool Exhaustion Incidents" in words
    assert "7 131 (60 to 356) 16 % 39 % improving (q=.044)" in words
    assert "Actions overdue on 2026-11-24: 22" in words


def test_places_lead_to_the_note_and_its_line(page: str) -> None:
    address = "https://git.example.com/v/incidents/2024-07-18-connection-pool-exhaustion.md"
    assert f'<a href="{address}#L2">2024-07-18-connection-pool-exhaustion</a>' in page
    assert f'<a href="{address}#L75">' in page


def test_the_figures_are_those_of_the_other_reports(page: str) -> None:
    its = contents(page)
    printed = CliRunner().invoke(main, [
        "blast-radius", "order-service", "--vault", "examples/hopfield-pantry", "-q",
        "--format", "json",
    ])  # fmt: skip
    asked = json.loads(printed.stdout)
    (radius,) = (each for each in its["radii"] if each["service"] == "order-service")
    for key in ("structural", "observed", "hit", "runbooks", "teams", "falls_with", "owners"):
        assert radius[key] == asked[key]
    assert [len(family) for family in its["families"]] == [7, 6, 3, 2, 2]
    assert its["window"]["closes"] == "2026-09-17"


def test_nodes_and_edges_name_each_other_by_number(page: str) -> None:
    its = contents(page)
    kinds, nodes = its["kinds"], its["nodes"]
    _, source, _, file, line = next(
        e for e in its["edges"]
        if its["types"][e[0]] == "DEPENDS_ON" and nodes[e[1]][1] == "checkout-api"
        and nodes[e[2]][1] == "order-service"
    )  # fmt: skip
    assert its["impact"] == {"DEPENDS_ON": "to source"}
    assert kinds[nodes[source][0]] == "Service"
    path, address = its["files"][file]
    assert (path, address) == (
        "services/checkout-api.md",
        "https://git.example.com/v/services/checkout-api.md",
    )
    assert line > 1


def test_a_wrong_base_is_said_before_anything_is_read(tmp_path: Path) -> None:
    file = str(tmp_path / "r.html")
    asked = ["report", "--vault", "nowhere", "-o", file, "--link-base", "javascript:x"]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 2
    assert "'javascript:x' is no address that notes can be read at" in done.output
