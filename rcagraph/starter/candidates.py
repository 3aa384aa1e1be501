"""What was seen and nothing reads, for someone who knows the words: folders, keys, headings."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from rcagraph.profile.shape import TypeRule
from rcagraph.starter.survey import READ_BY_EVERY_KIND
from rcagraph.starter.text import comment, one_line
from rcagraph.starter.toml_text import value_text
from rcagraph.starter.words import folded
from rcagraph.vault.note import Note

FEWEST = 2
MOST_TOLD = 12
DATED = re.compile(r"(?:\[)?\d{4}-\d{2}-\d{2}\b")


def candidates(notes: Iterable[tuple[Note, TypeRule]]) -> str:
    """Comments on the notes that are mere documents."""
    plain = [note for note, rule in notes if rule.kind == "Document" and not rule.paths]
    folders = Counter(note.path.split("/")[-2] for note in plain if "/" in note.path)
    keys = Counter(key for note in plain for key in note.front)
    keys = Counter({key: n for key, n in keys.items() if folded(key) not in READ_BY_EVERY_KIND})
    headings = Counter(h for note in plain for h in {h.text for h in note.headings if h.level > 1})
    parts = (*_folders(folders), *_counted("Keys", keys), *_counted("Headings", headings))
    return "".join((*parts, *_journals(plain)))


def _folders(counted: Counter[str]) -> Iterator[str]:
    if told := _frequent(counted):
        yield "\n" + comment(
            (
                "Folders of notes that are documents as yet:",
                *(f"- {one_line(name)}/ ({count} notes)" for name, count in told),
                "Where they are more, name each under its kind, beside the words that it has:",
                "[classify.words]",
                'Incident = ["incidents", "FOLDER"]',
            )
        )


def _counted(what: str, counted: Counter[str]) -> Iterator[str]:
    if told := _frequent(counted):
        listed = ", ".join(f"{one_line(name)} ({count})" for name, count in told)
        yield comment([f"{what} of such notes: {listed}"])
        if what == "Keys":
            rule = ("[[type]]", 'type = "Incident"', "extend = true", 'fields.date = "KEY"')
            yield comment(("To read one as a property:", *rule))


def _frequent(counted: Counter[str]) -> list[tuple[str, int]]:
    known = [(name, n) for name, n in counted.items() if n >= FEWEST]
    return sorted(known, key=lambda one: (-one[1], one[0]))[:MOST_TOLD]


def _journals(notes: Iterable[Note]) -> Iterator[str]:
    """Pages with several dated headings of one level: each may be an incident of its own."""
    for note in notes:
        levels = Counter(h.level for h in note.headings if DATED.match(h.text))
        level, count = max(levels.items(), key=lambda one: (one[1], -one[0]), default=(0, 0))
        if count >= FEWEST:
            marks = "#" * level
            regex = (
                rf"regex:(?m)^{marks} (?P<id>(?P<day>\d{{4}}-\d{{2}}-\d{{2}})(?P<what>[^\n]*))\n"
                rf"(?P<text>(?:(?!^#{{1,{level}}} )[^\n]*\n?)*)"
            )
            lines = [
                f"{one_line(note.path)} has {count} dated headings. If each is an incident:",
                *("[[type]]", 'type = "Incident"', f"path = {value_text(one_line(note.path))}"),
                *(f"records = {value_text(regex)}", 'id = "id"', 'title = "what"'),
                'fields.date = "day"',
            ]
            yield "\n" + comment(lines)
