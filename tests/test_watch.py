"""`rcagraph watch`: a command runs again when a note changes, and only then."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from rcagraph.cli.app import main
from tests.notes import write_vault

NOTES = {
    "services/cart.md": "---\nowner: shop\n---\n",
    "incidents/2025-01-02-x.md": "---\nservices: [cart]\n---\n",
}
PATIENCE = 30.0


class Watching:
    def __init__(self, process: "subprocess.Popen[bytes]", log: Path) -> None:
        self.process, self.log = process, log

    def told(self, what: str, times: int) -> str:
        """The log, once it says so that often."""
        end = time.monotonic() + PATIENCE
        while (said := self.log.read_text("utf-8")).count(what) < times:
            assert time.monotonic() < end, said
            assert self.process.poll() is None, said
            time.sleep(0.05)
        return said


@contextmanager
def watching(root: Path, *words: str) -> Iterator[Watching]:
    """Until Ctrl-C, which is no error."""
    log = root.parent / "log"
    command = [sys.executable, "-m", "rcagraph", "watch", *words, "--vault", str(root)]
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as process:
        try:
            yield Watching(process, log)
            process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE) == 0, log.read_text("utf-8")
        finally:
            process.kill()


def test_a_change_is_shown_and_a_touch_is_not(tmp_path: Path) -> None:
    root = write_vault(tmp_path, NOTES)
    with watching(root, "show", "cart", "--format", "json") as it:
        assert '"shop"' in it.told("done in", 1)
        (root / "readme.txt").write_text("no note")
        (root / "services/cart.md").write_text("---\nowner: till\n---\n")
        said = it.told("done in", 2)
        assert "services/cart.md changed" in said
        assert '"till"' in said
        assert "readme" not in said


def test_a_file_that_takes_the_place_of_another_is_a_change(tmp_path: Path) -> None:
    root = write_vault(tmp_path, NOTES)
    with watching(root, "stats", "--format", "json", "-q") as it:
        it.told("done in", 1)
        draft = tmp_path / "draft"
        draft.write_text("---\nowner: till\n---\n")
        draft.replace(root / "services/cart.md")
        (root / "services/pay.md").write_text("---\nowner: till\n---\n")
        it.told("done in", 2)


def test_what_does_not_work_is_said_and_watched_on(tmp_path: Path) -> None:
    root = write_vault(tmp_path, NOTES)
    with watching(root, "stats", "-q") as it:
        it.told("done in", 1)
        (root / "rcagraph.toml").write_text("nonsense = 1\n")
        assert "rcagraph.toml changed" in it.told("error: ", 1)
        (root / "rcagraph.toml").write_text("[vault]\nname = 'mended'\n")
        it.told("done in", 3)


def test_what_it_writes_into_the_vault_is_no_change(tmp_path: Path) -> None:
    root = write_vault(tmp_path, NOTES)
    with watching(root, "report", "-o", str(root / "report.md"), "--no-git") as it:
        it.told("done in", 1)
        os.utime(root / "report.md")
        (root / "services/pay.md").write_text("---\nowner: till\n---\n")
        said = it.told("done in", 2)
        time.sleep(1)
        assert it.log.read_text("utf-8") == said
        assert "report.md changed" not in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nonsense"], "No such command 'nonsense'"),
        (["schema"], "'schema' reads no vault that could be watched"),
        (["watch", "stats"], "'watch' reads no vault that could be watched"),
        (["stats", "--nope"], "No such option '--nope'"),
        (["stats", "--vault", "/nope"], "/nope is no folder"),
        ([], "Missing argument"),
    ],
)
def test_wrong_words_are_said_at_once(words: list[str], said: str) -> None:
    result = CliRunner().invoke(main, ["watch", *words])
    assert result.exit_code == 2
    assert said in result.output


def test_without_the_library_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    root = write_vault(tmp_path, NOTES)
    result = CliRunner().invoke(main, ["watch", "stats", "--vault", str(root)])
    assert result.exit_code == 2
    assert "pip install 'rcagraph[watch]'" in result.output
