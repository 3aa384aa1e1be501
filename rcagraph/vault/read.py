"""One file to a note. No bytes raise: what cannot be read is said, and the note is kept."""

import stat
from collections.abc import Iterable
from pathlib import Path

from rcagraph.model.diagnostics import Code, Diagnostic, Outcome
from rcagraph.model.errors import RcaGraphError
from rcagraph.vault.clean import cleaned, is_plain
from rcagraph.vault.data_file import format_of, read_data
from rcagraph.vault.front_matter import read_front_matter
from rcagraph.vault.inline_fields import inline_fields
from rcagraph.vault.markdown import read_markdown
from rcagraph.vault.note import Note

MAX_BYTES = 10 * 1024 * 1024


def read_note(
    root: Path, path: str, dialects: Iterable[str] = ("yaml",), encodings: Iterable[str] = ()
) -> Outcome[Note]:
    """The note at `path`, relative to the vault's root."""
    data = bytes_at(root, path)
    if isinstance(data, Diagnostic):
        return _no_text(path, data)
    return parse_note(path, data, dialects, encodings)


def bytes_at(root: Path, path: str) -> bytes | Diagnostic:
    """The bytes for `parse_note`, or why there are none."""
    try:
        return _bytes_of(root / path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Diagnostic(Code.RCA001, path, 0, reason)


def read_bytes(root: Path, path: str) -> bytes:
    """The whole file as it is; `RcaGraphError` where it cannot be read (any more)."""
    try:
        return (root / path).read_bytes()
    except OSError as error:
        message = f"cannot read {path}: {error.strerror}"
        raise RcaGraphError(message, "See that it is there and may be read") from error


def _bytes_of(file: Path) -> bytes:
    """The file's bytes, one more than allowed at most: it may grow while it is read."""
    status = file.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(None, "not a regular file")
    with file.open("rb") as stream:
        # To ask for all that is allowed would make room for it first, and most files are short.
        data = stream.read(min(status.st_size, MAX_BYTES) + 1)
        has_grown = status.st_size < len(data) <= MAX_BYTES
        return data + stream.read(MAX_BYTES + 1 - len(data)) if has_grown else data


def parse_note(
    path: str, data: bytes, dialects: Iterable[str] = ("yaml",), encodings: Iterable[str] = ()
) -> Outcome[Note]:
    """The note that a file of these bytes is; `encodings` are tried where it is not UTF-8."""
    if len(data) > MAX_BYTES:
        return _no_text(path, Diagnostic(Code.RCA005, path, 0, f"over {MAX_BYTES} bytes"))
    text, found = _decode(path, data, encodings)
    if not text.strip():
        return _no_text(path, *found, Diagnostic(Code.RCA004, path, 0, "no text"))
    if format_ := format_of(path):
        data_note = read_data(path, text, format_)
        return Outcome(data_note.value, (*found, *data_note.diagnostics))
    outcome = read_front_matter(path, text, dialects)
    front = outcome.value
    markup = read_markdown(front.body, front.body_line)
    inline = inline_fields(front.body, front.body_line)
    note = Note(path, front.entries, front.body, front.body_line, *markup, inline=inline)
    return Outcome(note, (*found, *outcome.diagnostics))


def _no_text(path: str, *found: Diagnostic) -> Outcome[Note]:
    return Outcome(Note(path), found)


def encoding_of(data: bytes, encodings: Iterable[str]) -> str | None:
    """UTF-8, or the first of the encodings that fits every byte."""
    for name in ("utf-8", *encodings):
        try:
            data.decode(name)
        except UnicodeError:
            continue
        return name
    return None


def _decode(path: str, data: bytes, encodings: Iterable[str]) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text without byte order mark and control characters, line ends as `\\n`."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
        return cleaned(text), (Diagnostic(Code.RCA002, path, 0, "UTF-16", "save it as UTF-8"),)
    if is_plain(data):
        return data.decode(), ()
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return cleaned(_plain_ends(data.decode())), ()
    except UnicodeDecodeError as error:
        name = encoding_of(data, encodings)
        text = _plain_ends(data.decode(name or "utf-8", errors="replace"))
        line = _plain_ends(data[: error.start].decode()).count("\n") + 1
        detail = f"byte 0x{data[error.start]:02x}" + (f", read as {name}" if name else "")
        hint = "save it as UTF-8" if name else ""
        return cleaned(text), (Diagnostic(Code.RCA002, path, line, detail, hint),)


def _plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
