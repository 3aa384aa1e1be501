"""What the site takes from outside docs/: pages of the top folder, decisions, links, Mermaid."""

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files
from pymdownx.superfences import fence_code_format

TOP = Path(__file__).parent.parent
PAGES = ("ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
LINK = re.compile(r"\[([^\]\n]+)\]\(([^)\s:]+)\)")
FENCE = re.compile(r"(^(`{3,}).*?^\2$)", re.MULTILINE | re.DOTALL)
DECISIONS = "decisions/index.md"
MERMAID = TOP / "node_modules/@mermaid-js/tiny/dist/mermaid.tiny.js"
"""By `npm ci`. Without it drawings stay code: the theme would ask another host for its own."""
SCRIPT = "assets/mermaid.tiny.js"


def on_config(config: Any) -> Any:
    """The decisions stand in the navigation by their titles."""
    [group] = (entry["Explanation"] for entry in config.nav if "Explanation" in entry)
    [at] = (number for number, entry in enumerate(group) if "Decisions" in entry)
    group[at] = {"Decisions": [DECISIONS, *(f"decisions/{file.name}" for file in decisions())]}
    if MERMAID.is_file():
        fence = {"name": "mermaid", "class": "mermaid", "format": fence_code_format}
        config.mdx_configs["pymdownx.superfences"] = {"custom_fences": [fence]}
        config.extra_javascript.append(SCRIPT)
    return config


def on_files(files: Files, config: Any) -> Files:
    for name in PAGES:
        files.append(File.generated(config, name, content=(TOP / name).read_text("utf-8")))
    if MERMAID.is_file():
        files.append(File.generated(config, SCRIPT, abs_src_path=str(MERMAID)))
    lines = [f"- [{title(file)}]({file.name})" for file in decisions()]
    text = "# Decisions\n\nWhat was decided between ways, and why.\n\n" + "\n".join(lines) + "\n"
    files.append(File.generated(config, DECISIONS, content=text))
    return files


def on_page_markdown(markdown: str, page: Any, files: Files, **_: Any) -> str:
    """Links that leave docs/ lead to the pages that were taken in; others become plain text.

    On a forge both are links to files of the repository.
    """
    home = posixpath.join("docs", posixpath.dirname(page.file.src_uri))
    if page.file.src_uri in PAGES:
        home = ""
    parts = FENCE.split(markdown)[::3]
    fences = [found[0] for found in FENCE.finditer(markdown)]
    mended = [LINK.sub(lambda link: _mended(link, home, page.file.src_uri), part) for part in parts]
    return "".join(text for pair in zip(mended, [*fences, ""], strict=True) for text in pair)


def _mended(link: re.Match[str], home: str, page: str) -> str:
    text, (path, hash_, anchor) = link[1], link[2].partition("#")
    target = posixpath.normpath(posixpath.join(home, path)) if path else ""
    if not path or (target.startswith("docs/") and home and not path.endswith("/")):
        return link[0]
    if not (TOP / target).exists():
        return link[0]  # the strict build tells of it
    if target.startswith("docs/"):
        inside = target.removeprefix("docs/") + ("/index.md" if path.endswith("/") else "")
    elif target in PAGES:
        inside = target
    else:
        return text
    return f"[{text}]({posixpath.relpath(inside, posixpath.dirname(page) or '.')}{hash_}{anchor})"


def decisions() -> list[Path]:
    return sorted((TOP / "docs/decisions").glob("*.md"))


def title(file: Path) -> str:
    return file.read_text("utf-8").partition("\n")[0].removeprefix("# ")
