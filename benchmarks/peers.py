"""What a user would pick instead: where `hyalo` and obsidiantools are, and how to get them.

`make peers` puts both under build/peers, apart from the project: `python -m benchmarks.peers`.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "build/peers"
HYALO, OBSIDIANTOOLS = "0.25.1", "0.11.0"
INSTALLED_HYALO = FOLDER / "cargo/bin/hyalo"
LIBRARIES = FOLDER / "lib"
"""For what the benchmarks import themselves: lxml, with which networkx writes GraphML faster."""
INSTALLED_PYTHON = FOLDER / "obsidiantools/bin/python"
HOW = "`make peers` installs it"


def hyalo(named: str | None) -> str | None:
    """The program that an option names, else HYALO, the one of `make peers`, or of the path."""
    for place in (named, os.environ.get("HYALO"), str(INSTALLED_HYALO), "hyalo"):
        if place and (found := shutil.which(place)):
            return found
    return None


def obsidiantools(named: str | None) -> str | None:
    """A Python that has it: of an option, of OBSIDIANTOOLS_PYTHON, or of `make peers`."""
    for place in (named, os.environ.get("OBSIDIANTOOLS_PYTHON"), str(INSTALLED_PYTHON)):
        if place and (found := shutil.which(place)) and version_of(found, "obsidiantools"):
            return found
    return None


def version_of(python: str, package: str) -> str:
    """Empty where that Python does not have it."""
    ask = f"from importlib.metadata import version; print(version({package!r}))"
    return subprocess.run([python, "-c", ask], capture_output=True, text=True).stdout.strip()


def hyalo_version(program: str) -> str:
    said = subprocess.run([program, "--version"], capture_output=True, text=True).stdout.split()
    return said[-1] if said else "?"


def install() -> None:
    if not INSTALLED_HYALO.exists():
        root = str(FOLDER / "cargo")
        command = ["cargo", "install", "--quiet", "--locked", "--root", root]
        subprocess.run([*command, f"hyalo-cli@{HYALO}"], check=True)
    if not INSTALLED_PYTHON.exists():
        venv.create(INSTALLED_PYTHON.parent.parent, with_pip=True)
        pip = [str(INSTALLED_PYTHON), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, f"obsidiantools=={OBSIDIANTOOLS}"], check=True)
    if not (LIBRARIES / "lxml").exists():
        pip = [str(INSTALLED_PYTHON), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "--target", str(LIBRARIES), "lxml>=6"], check=True)


if __name__ == "__main__":
    sys.exit(install())
