"""Writing a file: whole or not at all, and a sentence where it cannot be."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from rcagraph.export.files import replacing, write_text
from rcagraph.model.errors import RcaGraphError


def test_text_and_chunks_are_written_as_utf8_with_unix_line_ends(tmp_path: Path) -> None:
    write_text(tmp_path / "a", "é\n")
    write_text(tmp_path / "b", iter(("日", "本\n", "語")))
    assert (tmp_path / "a").read_bytes() == b"\xc3\xa9\n"
    assert (tmp_path / "b").read_text(encoding="utf-8") == "日本\n語"


def test_the_folder_is_made(tmp_path: Path) -> None:
    write_text(tmp_path / "x" / "y" / "a", "text")
    assert (tmp_path / "x" / "y" / "a").read_text() == "text"


def test_what_stood_there_stays_until_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_text(path, "before")

    def breaking_off() -> Iterator[str]:
        yield "half"
        raise KeyError("stop")

    with pytest.raises(KeyError):
        write_text(path, breaking_off())
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_the_old_text_is_there_while_the_new_is_being_written(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_text(path, "before")
    with replacing(path) as file:
        file.write(b"after")
        assert path.read_text() == "before"
    assert path.read_text() == "after"
    assert list(tmp_path.iterdir()) == [path]


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "a", tmp_path / "link"
    write_text(path, "before")
    path.chmod(0o640)
    link.symlink_to(path)
    write_text(link, "after")
    assert link.is_symlink()
    assert path.read_text() == "after"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(RcaGraphError, match="it is a directory") as caught:
        write_text(tmp_path, "text")
    assert caught.value.message == f"cannot write {tmp_path}: it is a directory"
    assert caught.value.tip


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    write_text(tmp_path / "a", "text")
    with pytest.raises(RcaGraphError, match="cannot write"):
        write_text(tmp_path / "a" / "b", "text")


def test_a_full_disk_is_a_sentence() -> None:
    with pytest.raises(RcaGraphError) as caught:
        write_text(Path("/dev/full"), "text")
    assert caught.value.message == "cannot write /dev/full: No space left on device"
    assert caught.value.tip == "Make room there, or name a file on another disk"
    assert Path("/dev/full").is_char_device()


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_text(Path("/dev/null"), "text")
    assert Path("/dev/null").is_char_device()


def test_a_lone_surrogate_is_spelt_out_and_json_stays_json(tmp_path: Path) -> None:
    write_text(tmp_path / "a", json.dumps("a\udc80b", ensure_ascii=False))
    assert (tmp_path / "a").read_text() == '"a\\udc80b"'
    assert json.loads((tmp_path / "a").read_text()) == "a\udc80b"


def test_a_file_that_is_read_only_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_text(path, "before")
    path.chmod(0o444)
    with pytest.raises(RcaGraphError) as caught:
        write_text(path, "after")
    assert caught.value.message == f"cannot write {path}: it is read-only"
    assert caught.value.tip == "Make it writable, or name another file"
    assert path.read_text() == "before"


def test_a_link_that_leads_to_itself_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(RcaGraphError, match="a: its links lead round in a circle") as caught:
        write_text(tmp_path / "a", "text")
    assert caught.value.tip == "Name another file, or mend the link"
    assert (tmp_path / "a").is_symlink()


def test_a_link_to_what_is_not_there_yet_makes_it(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("new")
    write_text(tmp_path / "link", "text")
    assert (tmp_path / "new").read_text() == "text"
    assert (tmp_path / "link").is_symlink()
