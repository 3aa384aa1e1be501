"""Every `$ rcagraph …` in the README, the docs and `transcripts/` prints what stands below it.

What speaks of `examples/hopfield-pantry` is run in the repository. Any other page is followed from
its top in an empty folder, as a reader would: a path in backquotes above a fence is a file to
write.

With RCAGRAPH_UPDATE_GOLDEN=1 the printed output is written into the files instead.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted([ROOT / "README.md", *ROOT.glob("tests/transcripts/*.md"), *ROOT.glob("docs/*.md")])
BLOCK = re.compile(r"(?<=^```console\n)(\$ .*?)(?=^```$)", re.MULTILINE | re.DOTALL)
FILE = r"^`(?P<path>[\w./-]+)`\n\n```\w+\n(?P<text>.*?)^```$"
STEP = re.compile(f"(?:{FILE})|(?:{BLOCK.pattern})", re.MULTILINE | re.DOTALL)
EXAMPLE = "examples/hopfield-pantry"
UPDATE = os.environ.get("RCAGRAPH_UPDATE_GOLDEN") == "1"


def run(command: str, folder: Path) -> str:
    """What the command prints on both streams, and its exit code where it is not 0."""
    program, *arguments = shlex.split(command)
    assert program == "rcagraph", f"a transcript runs rcagraph only, not {program}"
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("NEO4J_", "RCAGRAPH_"))}
    done = subprocess.run(
        [str(Path(sys.executable).parent / "rcagraph"), *arguments],
        cwd=folder,
        env={**environ, "COLUMNS": "100", "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return done.stdout + (f"[exit {done.returncode}]\n" if done.returncode else "")


def replay(block: str, folder: Path) -> str:
    """The block with each command's output as it is now."""
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{run(command, folder)}" for command in commands)


def follow(page: str, folder: Path) -> str:
    """The page with the output of its commands as it is now, its files written on the way."""

    def step(found: re.Match[str]) -> str:
        if found["path"]:
            file = folder / found["path"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(found["text"], "utf-8")
            return found[0]
        return replay(found[0], folder)

    return STEP.sub(step, page)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_what_is_printed_is_what_stands_there(file: Path, tmp_path: Path) -> None:
    text = file.read_text("utf-8")
    if EXAMPLE in text:
        now = BLOCK.sub(lambda match: replay(match[0], ROOT), text)
    else:
        now = follow(text, tmp_path)
    if UPDATE:
        file.write_text(now, "utf-8")
        return
    assert now == text


def test_there_are_transcripts() -> None:
    assert sum(len(BLOCK.findall(file.read_text("utf-8"))) for file in FILES) >= 12
