"""Every `$ rcagraph …` in the README, the docs and `transcripts/` prints what stands below it.

What speaks of `examples/hopfield-pantry` is run in the repository. Any other page is followed from
its top in an empty folder, as a reader would: a path in backquotes above a fence is a file to
write. The README's commands run as the processes that they are, the others in this one.

With RCAGRAPH_UPDATE_GOLDEN=1 the printed output is written into the files instead.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner

from rcagraph.build.cache import FOLDER_VARIABLE
from rcagraph.cli import main

ROOT = Path(__file__).parents[1]
FILES = sorted([ROOT / "README.md", *ROOT.glob("tests/transcripts/*.md"), *ROOT.glob("docs/*.md")])
BLOCK = re.compile(r"(?<=^```console\n)(\$ .*?)(?=^```$)", re.MULTILINE | re.DOTALL)
FILE = r"^`(?P<path>[\w./-]+)`\n\n```\w+\n(?P<text>.*?)^```$"
STEP = re.compile(f"(?:{FILE})|(?:{BLOCK.pattern})", re.MULTILINE | re.DOTALL)
EXAMPLE = "examples/hopfield-pantry"
UPDATE = os.environ.get("RCAGRAPH_UPDATE_GOLDEN") == "1"


Run = Callable[[list[str], Path], tuple[int, str]]


def in_a_process(arguments: list[str], folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "rcagraph"), *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout


def here(arguments: list[str], folder: Path) -> tuple[int, str]:
    with chdir(folder):
        done = CliRunner().invoke(main, arguments, prog_name="rcagraph")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.output


def replay(block: str, folder: Path, run: Run) -> str:
    """The block with each command's output as it is now, and its exit code where it is not 0."""
    made = ""
    for line in block.splitlines():
        if line.startswith("$ "):
            program, *arguments = shlex.split(line[2:])
            assert program == "rcagraph", f"a transcript runs rcagraph only, not {program}"
            code, printed = run(arguments, folder)
            made += f"{line}\n{printed}" + (f"[exit {code}]\n" if code else "")
    return made


def follow(page: str, folder: Path, run: Run) -> str:
    """The page with the output of its commands as it is now, its files written on the way."""

    def step(found: re.Match[str]) -> str:
        if found["path"]:
            file = folder / found["path"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(found["text"], "utf-8")
            return found[0]
        return replay(found[0], folder, run)

    return STEP.sub(step, page)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_what_is_printed_is_what_stands_there(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = file.read_text("utf-8")
    run = in_a_process if file.name == "README.md" else here
    for name in os.environ:
        if name.startswith(("NEO4J_", "RCAGRAPH_")) and name != FOLDER_VARIABLE:
            monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):  # a person sees bars, not digits
        monkeypatch.delenv(name, raising=False)
    if EXAMPLE in text:
        now = BLOCK.sub(lambda match: replay(match[0], ROOT, run), text)
    else:
        vault = tmp_path / "notes"  # a vault has its folder's name, and chance hangs on that
        vault.mkdir()
        now = follow(text, vault, run)
    if UPDATE:
        file.write_text(now, "utf-8")
        return
    assert now == text


def test_there_are_transcripts() -> None:
    assert sum(len(BLOCK.findall(file.read_text("utf-8"))) for file in FILES) >= 12
