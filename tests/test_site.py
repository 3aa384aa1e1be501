"""The manual as a web site: built strictly, asking no other host, with a broken link noticed."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.page import Opened, browser

ROOT = Path(__file__).parents[1]
LOADED = re.compile(r"<(?:script|img|iframe)[^>]+src=\"?([^\s\">]+)|<link ([^>]+)>")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
TOP = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md")


def build(top: Path, site: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(sys.executable).parent / "mkdocs"), "build", "--strict", "--site-dir", str(site)],
        cwd=top,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def copied(to: Path) -> None:
    """What the manual is built from, without what npm brings."""
    shutil.copytree(ROOT / "docs", to / "docs")
    for name in ("mkdocs.yml", *TOP):
        shutil.copy(ROOT / name, to / name)
    for name in ("rcagraph/analysis/estimate", "examples/notebook"):
        shutil.copytree(ROOT / name, to / name)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = build(ROOT, folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_every_page_of_the_docs_is_in_it(site: Path) -> None:
    written = {file.relative_to(site).as_posix() for file in site.rglob("*.html")}
    pages = {p.relative_to(ROOT / "docs").with_suffix(".html") for p in ROOT.glob("docs/**/*.md")}
    assert {page.as_posix() for page in pages} <= written
    assert {"ARCHITECTURE.html", "CHANGELOG.html", "decisions/index.html"} <= written


def test_no_page_asks_another_host(site: Path) -> None:
    asked = set[str]()
    for page in site.rglob("*.html"):
        for source, link in LOADED.findall(page.read_text("utf-8")):
            asked.add(source or ("" if "canonical" in link else link))
    assert [one for one in asked if "//" in one] == []
    assert any(one.endswith(".js") for one in asked)


def test_links_that_leave_the_docs_lead_somewhere(site: Path) -> None:
    index = (site / "index.html").read_text("utf-8")
    assert 'href="ARCHITECTURE.html"' in index
    assert 'href="decisions/index.html"' in index
    recurrence = (site / "recurrence.html").read_text("utf-8")
    assert "analysis/estimate/" in recurrence
    assert 'estimate/"' not in recurrence


def test_a_mermaid_fence_is_drawn_by_the_site_s_own_library(site: Path) -> None:
    page = (site / "reference/ontology.html").read_text("utf-8")
    assert '<pre class="mermaid"><code>flowchart LR' in page
    assert '<script src="../assets/mermaid.tiny.js"></script>' in page
    assert (site / "assets/mermaid.tiny.js").stat().st_size > 1_000_000


@pytest.mark.browser
def test_the_drawing_asks_no_other_host(site: Path) -> None:
    with browser() as chromium:
        opened = Opened(chromium, site / "reference/ontology.html")
        opened.page.wait_for_selector("div.mermaid")
        assert opened.page.locator("div.mermaid").evaluate("drawing => drawing.offsetHeight") > 200
    assert [each for each in opened.asked if not each.startswith("file:")] == []
    assert opened.complaints == []


def test_without_the_library_a_fence_stays_code(tmp_path: Path) -> None:
    copied(tmp_path)
    done = build(tmp_path, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site/reference/ontology.html").read_text("utf-8")
    assert 'class="mermaid"' not in page
    assert "mermaid.tiny.js" not in page
    assert "flowchart LR" in page


def test_a_link_that_breaks_is_noticed(tmp_path: Path) -> None:
    copied(tmp_path)
    index = tmp_path / "docs/index.md"
    index.write_text(
        index.read_text("utf-8")
        + "\n[gone](neo4j.md#no-such-heading) [gone](nowhere.md) [gone](../NOWHERE.md)\n",
        "utf-8",
    )
    done = build(tmp_path, tmp_path / "site")
    assert done.returncode == 1
    assert "no-such-heading" in done.stderr
    assert "'nowhere.md'" in done.stderr
    assert "'../NOWHERE.md'" in done.stderr


@pytest.mark.parametrize("page", [*TOP, *(f.name for f in ROOT.glob("docs/*.md"))])
def test_on_a_forge_every_relative_link_is_a_file(page: str) -> None:
    file = ROOT / page if page in TOP else ROOT / "docs" / page
    links = {link.partition("#")[0] for link in LINK.findall(file.read_text("utf-8"))}
    files = {link for link in links if link and "://" not in link}
    assert [link for link in sorted(files) if not (file.parent / link).exists()] == []
