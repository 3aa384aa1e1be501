"""The headings and the tables of incidents in other tongues than English."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from rcagraph.starter.beyond import Beyond
from rcagraph.starter.tongues import COLUMNS, HEADINGS, MILESTONES
from rcagraph.vault.headings import plain_heading
from rcagraph.vault.note import Note

Raw = Mapping[str, Any]


def read_bodies(notes: Iterable[Note], base: Raw, found: Beyond) -> None:
    """Adds what stands under such headings; `base` is the built-in rule as it is written."""
    listed = list(notes)
    seen = _headings(listed)
    for what, names in seen.items():
        place, _, property_ = what.partition(":")
        for name in names if property_ else ():
            if name not in _own_words(base, what):
                found.add(property_, f"{place}:{name}", f"under `{name}`")
    if "timeline" in seen:
        found.body["timeline"] = _timeline(listed, seen["timeline"], base["timeline"])
        found.reasons.append(f"timeline: under {_told(seen['timeline'])}")
    if "actions" in seen:
        found.body["actions"] = _actions(listed, seen["actions"], base["actions"])
        found.reasons.append(f"actions: under {_told(seen['actions'])}")


def _headings(notes: list[Note]) -> dict[str, list[str]]:
    """By what stands under them: the headings as they are written, most frequent first."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for note in notes:
        for heading in note.headings:
            words = plain_heading(heading.text)
            for what, known in HEADINGS.items():
                if words in _plain(known) and "/" not in heading.text:
                    counted[what][heading.text.strip(" :：")] += 1
    return {what: [name for name, _ in counted[what].most_common()] for what in sorted(counted)}


@cache
def _plain(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(plain_heading, words))


def _own_words(base: Raw, what: str) -> set[str]:
    place, _, property_ = what.partition(":")
    field = base["fields"].get(property_, [])
    sources = field["from"] if isinstance(field, Mapping) else field
    listed = [sources] if isinstance(sources, str) else sources
    return {source.removeprefix(f"{place}:") for source in listed}


def _timeline(notes: list[Note], names: list[str], base: Raw) -> dict[str, object]:
    body = "\n".join(note.body for note in notes).casefold()
    said = {
        name: "|".join(word for word in words.split("|") if word in body)
        for name, words in MILESTONES.items()
    }
    milestones = {
        name: f"{base['milestones'][name]}|{words}" for name, words in said.items() if words
    }
    columns = dict(_columns(notes, names, "timeline"))
    regexes = {key: _either(base[key], cells) for key, cells in columns.items()}
    table: dict[str, object] = {"section": [*base["section"], *names], **regexes}
    return {**table, "milestones": milestones} if milestones else table


def _actions(notes: list[Note], names: list[str], base: Raw) -> dict[str, object]:
    columns = {
        key: _either(base["columns"].get(key), cells)
        for key, cells in _columns(notes, names, "actions")
    }
    table: dict[str, object] = {"section": [*base["section"], *names]}
    return {**table, "columns": columns} if columns else table


def _columns(notes: list[Note], names: list[str], table: str) -> Iterator[tuple[str, list[str]]]:
    """By property: the headers of the tables under such headings that stand for it."""
    headers = sorted({cell.strip() for note in notes for cell in _header_cells(note, names)})
    for key, words in COLUMNS.items():
        cells = [cell for cell in headers if plain_heading(cell) in _plain(words)]
        if key.startswith(f"{table}.") and cells:
            yield key.removeprefix(f"{table}."), cells


def _header_cells(note: Note, names: list[str]) -> Iterator[str]:
    sections = {section for name in names for section in note.sections_named(name)}
    yield from (cell for t in note.tables if t.section in sections for cell in t.header)


def _either(base: str | None, cells: list[str]) -> str:
    own = f"^({'|'.join(re.escape(cell) for cell in cells)})$"
    return f"{base}|{own}" if base else f"(?i){own}"


def _told(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
