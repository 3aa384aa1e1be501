"""Where fuzzing starts from: our own notes, data files and profiles."""

import re
from importlib import resources
from pathlib import Path

from rcagraph.profile.read import BUILT_IN

ROOT = Path(__file__).parents[2]
FENCED = re.compile(r"^````note[^\n]*\n(.*?)^````\s*$", re.MULTILINE | re.DOTALL)


def seeds(target: str) -> list[bytes]:
    """Texts that are right, or nearly, for a target."""
    suffixes = {"markdown": ".md", "yaml": ".yml", "toml": ".toml", "json": ".json"}
    if target == "profile":
        own = [file.read_bytes() for file in sorted((ROOT / "tests" / "profiles").glob("*.toml"))]
        folder = resources.files("rcagraph.profile")
        return own + [(folder / f"{name}.toml").read_bytes() for name in BUILT_IN]
    notes = [f.read_bytes() for f in sorted((ROOT / "examples").rglob(f"*{suffixes[target]}"))]
    cases = FENCED.findall(_cases())
    return notes + [text.encode() for text in cases] + BARE[target]


def _cases() -> str:
    files = sorted((ROOT / "tests" / "diagnostics").glob("*.md"))
    return "\n".join(file.read_text("utf-8") for file in files)


BARE: dict[str, list[bytes]] = {
    "markdown": [b"+++\ntitle = 'a'\n+++\n", b"| a | b |\n|---|---|\n| [[x\\|y]] | ![[z]] |\n"],
    "yaml": [
        b"kind: Component\nmetadata: {name: a}\n---\nkind: System\n",
        b"services: [{name: a}]",
    ],
    "toml": [b"kind = 'Component'\n[metadata]\nname = 'a'\n"],
    "json": [b'{"kind": "Component", "metadata": {"name": "a"}}'],
}
