"""Cached or not, in one process or in several: what is read is the same."""

import os
import random
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rcagraph.api import Vault, load
from rcagraph.build import cache, reading, workers
from rcagraph.export.node_link import node_link
from tests.notes import write_vault

EXAMPLE = Path(__file__).parents[1] / "examples" / "hopfield-pantry"
TEXTS = {
    file.relative_to(EXAMPLE).as_posix(): file.read_text("utf-8") for file in EXAMPLE.rglob("*.md")
}


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("RCAGRAPH_CACHE_DIR", str(folder))
    monkeypatch.setattr(reading, "SETTLED", 0)  # notes of tests are always young
    return folder


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes also for the few notes of a test."""
    monkeypatch.setattr(workers, "ALONE", 1)
    monkeypatch.setattr(workers, "CHUNK", 2)


def told(vault: Vault) -> tuple[str, ...]:
    """All that is known of it, as text."""
    shown = [str(one) for one in vault.diagnostics]
    rest = (vault.files, vault.documents, vault.wikilinks, vault.dangling)
    return (*node_link(vault.graph), *shown, repr(rest))


def mangled(text: str, seed: int) -> str:
    """Some lines gone, doubled or cut, as when a person writes."""
    chance = random.Random(seed)
    lines = []
    for line in text.split("\n"):
        what = chance.random()
        lines += [] if what < 0.05 else [line, line] if what < 0.1 else [line]
        if what > 0.97:
            lines[-1:] = [line[: len(line) // 2]]
    return "\n".join(lines)


def alone(root: Path) -> tuple[str, ...]:
    return told(load(root, cache=False, jobs=1))


chosen = st.dictionaries(
    st.sampled_from(sorted(TEXTS)), st.integers(0, 9), min_size=1, max_size=12
).map(lambda seeds: {path: mangled(TEXTS[path], seed) for path, seed in seeds.items()})


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(before=chosen, after=chosen)
def test_all_ways_of_reading_give_the_same(before: dict[str, str], after: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        root = write_vault(Path(folder), before)
        assert told(load(root)) == told(load(root)) == alone(root)
        for path in before.keys() - after.keys():
            (root / path).unlink()
        write_vault(Path(folder), after)
        assert told(load(root)) == told(load(root)) == alone(root)


def test_several_processes_read_the_same(many: None) -> None:
    assert told(load(EXAMPLE, cache=False, jobs=3)) == alone(EXAMPLE)
    assert told(load(EXAMPLE, jobs=2)) == told(load(EXAMPLE)) == alone(EXAMPLE)


def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the notes that are read and not taken from the cache."""
    seen: list[str] = []
    usual = workers.read

    def read(root: Path, path: str, reader: workers.Reader) -> reading.Reading:
        seen.append(path)
        return usual(root, path, reader)

    monkeypatch.setattr(workers, "read", read)
    return seen


NOTES = {"a.md": "---\ntype: service\nowner: x\n---\n", "b.md": "Of [[a]].\n"}


def test_only_what_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, seen = write_vault(tmp_path, NOTES), reads(monkeypatch)
    load(root)
    assert sorted(seen) == ["a.md", "b.md"]
    load(root)
    assert len(seen) == 2
    (root / "b.md").write_text("At [[a]].\n")
    os.utime(root / "a.md")
    load(root)
    assert seen[2:] == ["b.md"]


def test_a_note_of_old_is_known_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, seen = write_vault(tmp_path, NOTES), reads(monkeypatch)
    load(root)
    (root / "b.md").unlink()
    load(root)
    (root / "b.md").write_text(NOTES["b.md"])
    load(root)
    assert len(seen) == 2


def test_a_young_file_is_read_whatever_its_times_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SETTLED", 10**12)
    root = write_vault(tmp_path, NOTES)
    load(root)
    times = (root / "b.md").stat()
    (root / "b.md").write_text("Of [[c]].\n")
    os.utime(root / "b.md", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert [one.detail for one in load(root).diagnostics if one.path == "b.md"] == ["[[c]]"]


def test_another_profile_reads_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, seen = write_vault(tmp_path, NOTES), reads(monkeypatch)
    load(root)
    (root / "rcagraph.toml").write_text("[vault]\nname = 'other'\n")
    assert {node.key.scope for node in load(root).graph.nodes()} == {"other"}
    assert len(seen) == 4


def test_other_code_reads_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, seen = write_vault(tmp_path, NOTES), reads(monkeypatch)
    load(root)
    monkeypatch.setattr("rcagraph.build.mark._code", lambda package: [("extract/note.py", 1, 2)])
    load(root)
    assert len(seen) == 4


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 99, b"SQLite format 3\0" * 200])
def test_a_broken_cache_is_no_matter(tmp_path: Path, own_cache: Path, damage: bytes) -> None:
    root = write_vault(tmp_path, NOTES)
    load(root)
    (file,) = own_cache.iterdir()
    file.write_bytes(damage)
    assert told(load(root)) == told(load(root)) == alone(root)


def test_a_row_that_is_none_is_read_anew(tmp_path: Path, own_cache: Path) -> None:
    root = write_vault(tmp_path, NOTES)
    load(root)
    (file,) = own_cache.iterdir()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE said SET said = X'C1'")
    assert told(load(root)) == alone(root)


@pytest.mark.parametrize(
    "damage",
    ["SET data = X'C1' WHERE part = 'node Service'", "SET part = 'other' WHERE part = 'edge OWNS'"],
)
def test_what_was_built_and_is_damaged_is_built_anew(
    tmp_path: Path, own_cache: Path, damage: str
) -> None:
    root = write_vault(tmp_path, NOTES)
    load(root)
    (file,) = own_cache.iterdir()
    with sqlite3.connect(file) as connection:
        connection.execute(f"UPDATE built {damage}")
    assert told(load(root)) == alone(root)


def test_where_no_file_changed_no_fact_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_vault(tmp_path, NOTES)
    load(root)
    monkeypatch.setattr("rcagraph.build.vault.join", None)
    again = load(root)
    assert again.graph.sizes["Service"] == (1, 1)
    assert [node.name for node in again.graph.nodes("Service")] == ["a"]
    assert again.graph.kinds_joined["OWNS"].total() == 1


def test_suggestions_are_the_same_from_the_cache(tmp_path: Path) -> None:
    root = write_vault(tmp_path, {**NOTES, "c.md": "Of [[aa]] and [[services/a]].\n"})
    fresh, again = load(root).findings(), load(root).findings()
    assert again == fresh == load(root, cache=False).findings()
    assert any(one.hint for one in again)


def test_where_no_cache_can_be_all_is_read(tmp_path: Path, own_cache: Path) -> None:
    own_cache.write_text("a file where the folder should be")
    root = write_vault(tmp_path, NOTES)
    assert told(load(root)) == alone(root)


def test_the_cache_is_the_users_alone(tmp_path: Path, own_cache: Path) -> None:
    load(write_vault(tmp_path, NOTES))
    assert stat.S_IMODE(own_cache.stat().st_mode) == 0o700


def test_what_has_no_form_as_bytes_is_read_each_time(
    tmp_path: Path, many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key of JSON may hold half a character."""
    (tmp_path / "vault").mkdir()
    files = {f"{n}.md": f"---\nowner: x{n}\n---\n" for n in range(6)}
    odd = '---\n{"type": "service", "title": "\\ud800"}\n---\n'
    root = write_vault(tmp_path, {**files, "odd.md": odd, "big.md": f"---\ntype: incident\ndate: "
        f"2025-01-01\nduration_minutes: {10**30}\n---\n"})  # fmt: skip
    assert told(load(root, jobs=2)) == told(load(root)) == alone(root)


def test_a_file_that_cannot_be_read_is_said_each_time(tmp_path: Path) -> None:
    root = write_vault(tmp_path, NOTES)
    os.mkfifo(root / "c.md")
    load(root)
    assert told(load(root)) == alone(root)


def test_processes_that_die_give_back_what_they_had(
    many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dying(*_: object) -> "subprocess.Popen[bytes]":
        pipe = subprocess.PIPE
        command = [sys.executable, "-c", "import sys; sys.stdin.buffer.read(99)"]
        return subprocess.Popen(command, stdin=pipe, stdout=pipe)

    monkeypatch.setattr(workers, "started", dying)
    assert told(load(EXAMPLE, cache=False, jobs=3)) == alone(EXAMPLE)


def test_where_no_process_can_be_started_this_one_reads_all(
    many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> "subprocess.Popen[bytes]":
        raise OSError("no")

    monkeypatch.setattr(workers, "started", refused)
    assert told(load(EXAMPLE, cache=False, jobs=3)) == alone(EXAMPLE)


def test_runs_at_once_share_a_cache(tmp_path: Path, own_cache: Path) -> None:
    code = f"import rcagraph; print(len(rcagraph.load({str(EXAMPLE)!r}).graph.nodes()))"
    runs = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) for _ in range(4)
    ]
    said = {run.communicate()[0] for run in runs}
    assert said == {f"{len(load(EXAMPLE, cache=False).graph.nodes())}\n".encode()}
    assert len(list(own_cache.glob("*.sqlite"))) == 1


def test_progress_counts_every_note(many: None) -> None:
    seen: list[tuple[int, int]] = []
    for _ in range(2):
        vault = load(EXAMPLE, progress=lambda done, all_: seen.append((done, all_)), jobs=2)
    assert seen.count((vault.files, vault.files)) == 2
    assert max(done for done, _ in seen) == vault.files


def test_old_files_of_a_vault_are_forgotten(tmp_path: Path, own_cache: Path) -> None:
    root = write_vault(tmp_path, NOTES)
    load(root)
    (old,) = own_cache.iterdir()
    os.utime(old, (0, 0))
    (root / "rcagraph.toml").write_text("[vault]\nname = 'other'\n")
    load(root)
    assert old not in own_cache.iterdir()
    assert len(list(own_cache.iterdir())) == 1


def test_what_is_not_used_goes_when_there_is_much(
    tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "SPARE", 0)
    files = {f"{n}.md": f"Note {n} here.\n" for n in range(5)}
    root = write_vault(tmp_path, files)
    load(root)
    for n in range(1, 5):
        (root / f"{n}.md").unlink()
    load(root)
    (file,) = own_cache.iterdir()
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*) FROM said").fetchone() == (1,)
