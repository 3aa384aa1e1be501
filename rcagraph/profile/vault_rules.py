"""The `[vault]` table of a profile: which files are read, and how their values are written."""

import codecs
import re
from datetime import UTC, datetime

from rcagraph.model.errors import RcaGraphError
from rcagraph.profile.reader import Reader
from rcagraph.profile.shape import DIALECTS, VaultRules
from rcagraph.profile.zones import zone_of

SAMPLE = datetime(2023, 11, 24, 13, 45, tzinfo=UTC)
"""Month, day and hour can be told apart, and the hour from that of a half-day clock."""
FORMATS = "'%d.%m.%Y', '%Y-%m-%d %H:%M', '%d %B %Y'"


def vault_rules(table: object, read: Reader) -> VaultRules:
    raw = read.keys(table, "[vault]")
    root = read.folder(raw.get("root", ""), "root")
    share = read.table(raw.get("share", {}), "vault.share")
    dialects = read.strings(
        raw.get("front_matter", list(VaultRules().front_matter)), "front_matter"
    )
    formats = read.strings(raw.get("date_formats", []), "date_formats")
    return VaultRules(
        name=_name(raw.get("name", ""), read),
        id=_id(raw.get("id", ""), read),
        root=root,
        include=_include(raw.get("include", list(VaultRules().include)), root, read),
        exclude=read.globs(raw.get("exclude", []), "exclude"),
        front_matter=tuple(read.choice(name, "front_matter", DIALECTS) for name in dialects),
        encodings=tuple(
            _encoding(name, read) for name in read.strings(raw.get("encoding", []), "encoding")
        ),
        timezone=_timezone(raw.get("timezone", "UTC"), read),
        date_formats=tuple(_format(text, read) for text in formats),
        placeholders=read.regexes(raw.get("placeholders", []), "placeholders"),
        share={read.kind(kind, kind): read.text(scope, kind) for kind, scope in share.items()},
    )


def _include(value: object, root: str, read: Reader) -> tuple[str, ...]:
    patterns = read.globs(value, "include", root)
    if not patterns:
        raise read.error("include names no files", "include", "'**/*.md'")
    return patterns


def _name(value: object, read: Reader) -> str:
    """It is part of file names and of identities: no folder, no control character."""
    name = read.text(value, "name")
    if name.startswith(".") or re.search(r"[/\\\x00-\x1f\x7f]", name):
        raise read.error(f"name = {name!r} can name no vault", "name", "letters, digits, - and _")
    return name


def _id(value: object, read: Reader) -> str:
    """On one line, as it stands in error messages."""
    text = read.text(value, "id")
    if not text.isprintable() or text != text.strip():
        raise read.error(f"id = {text!r} can tell no vault", "id", "what `uuidgen` prints")
    return text


def _encoding(name: str, read: Reader) -> str:
    """A text encoding in which ASCII is ASCII: the reader looks for lines and fences by bytes."""
    try:
        is_text = b"-:\n".decode(name) == "-:\n" and codecs.lookup(name).name
    except (LookupError, ValueError):
        is_text = ""
    if not is_text:
        message = f"encoding = {name!r} is none that notes may have"
        raise read.error(message, name or "encoding", "'cp1252', ['shift_jis', 'gb18030']")
    return is_text


def _timezone(value: object, read: Reader) -> str:
    name = read.text(value, "timezone")
    try:
        zone_of(name)
    except RcaGraphError as error:
        raise RcaGraphError(read.error(error.message, "timezone").message, error.tip) from None
    return name


def _format(text: str, read: Reader) -> str:
    """A format must give back the day, and the hour if it has one, of the text that it makes."""
    if "%Z" in text:
        # `strptime` knows the zone names of the machine it runs on, and gives no zone for them.
        raise read.error(f"date_formats: {text!r} reads no zone by its name", text, "%z, or UTC")
    try:
        found = datetime.strptime(SAMPLE.strftime(text), text)
    except (ValueError, re.error) as error:
        message = f"date_formats: {text!r} is no format: {error}"
        raise read.error(message, text, FORMATS) from None
    if found.date() != SAMPLE.date():
        raise read.error(f"date_formats: {text!r} lacks a day, month or year", text, FORMATS)
    if found.hour not in (0, SAMPLE.hour):
        raise read.error(f"date_formats: {text!r} has %I without %p", text, "%H, or %I … %p")
    return text
