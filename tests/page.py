"""The HTML report in a real browser, for tests: Debian's Chromium, driven by Playwright."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from click.testing import CliRunner
from playwright.sync_api import Browser, Page, sync_playwright

from rcagraph.cli import main
from tests.notes import write_vault

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "hopfield-pantry"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = Path("/usr/bin/chromium")
PARTS = (
    *("headline", "families", "debts", "heat-map", "rates", "blast-radius", "together"),
    *("dependencies", "health", "graph"),
)
Scheme = Literal["light", "dark"]


def report(vault: Path, to: Path, *options: str) -> Path:
    """The page that the command writes."""
    asked = ["report", "--vault", str(vault), "--quiet", "-o", str(to), "--today", "2026-11-24"]
    done = CliRunner().invoke(main, [*asked, "--no-git", *options], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return to


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


class Opened:
    """A page, with all that its console said and every address that it asked for."""

    def __init__(
        self,
        within: Browser,
        file: Path,
        part: str = "",
        *,
        scheme: Scheme = "light",
        scripts: bool = True,
        wide: int = 1280,
    ) -> None:
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page: Page = within.new_page(
            color_scheme=scheme,
            java_script_enabled=scripts,
            viewport={"width": wide, "height": 900},
        )
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"dialog {dialog.message}"))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(f"{file.as_uri()}{f'#{part}' if part else ''}")

    def show(self, part: str) -> None:
        self.page.click(f"nav a[href='#{part}']")
        self.page.wait_for_selector(f"section#{part}:not([hidden])")


def text_of(page: Page, selector: str) -> list[str]:
    return [" ".join(each.split()) for each in page.locator(selector).all_inner_texts()]


def json_of(*command: str) -> Any:
    """What a command prints as JSON."""
    told = CliRunner().invoke(main, [*command, "--quiet", "--format", "json"])
    return json.loads(told.stdout)


HOSTILE = '<img src=x onerror="alert(1)"></script><script>alert(2)</script><!-- \'"&amp; 🔥'
RIGHT_TO_LEFT = "עומס על מסד הנתונים"


def hostile_vault(folder: Path) -> Path:
    """Two incidents of a family and the services that they hit, every name an attack."""
    files = {}
    for day in ("2025-01-02", "2025-03-04"):
        files[f"incidents/{day}-x.md"] = (
            f"---\ntitle: '{day} - {RIGHT_TO_LEFT} in {_quoted(HOSTILE)}'\ndate: {day}\n"
            f"severity: P1\nservices: ['{_quoted(HOSTILE)}', b]\ntags: [rca]\n---\n\n"
            f"## Action Items\n\n| Action | Owner | Due Date |\n|---|---|---|\n"
            f"| {HOSTILE} | {RIGHT_TO_LEFT} | 2025-02-01 |\n\n[[</script><script>alert(3)//]]\n"
        )
    files["services/b.md"] = (
        f"---\ntype: service\nowner: '{_quoted(HOSTILE)}'\n"
        f"depends_on: ['{_quoted(HOSTILE)}']\n---\n"
    )
    return write_vault(folder, files)


def _quoted(text: str) -> str:
    return text.replace("'", "''")
