"""What Obsidian's plugins write in a task: Dataview's `[owner:: Ann]`, the signs of Tasks."""

import re
from collections.abc import Iterator, Mapping

_FIELD = re.compile(
    r"\[(?P<key>[^\W\d][\w /-]{0,40})::[ \t]*(?P<value>[^\[\]]+)\]"
    r"|\((?P<bare>[^\W\d][\w /-]{0,40})::[ \t]*(?P<said>[^()]+)\)"
)
_DAY = re.compile(r"(?P<sign>[📅📆🗓✅])\ufe0f?[ \t]*(?P<day>\d{4}-\d{2}-\d{2})")
_DAYS = {"📅": "due_date", "📆": "due_date", "🗓": "due_date", "✅": "closed_date"}
_PRIORITY = re.compile(r"[🔺⏫🔼🔽⏬]\ufe0f?(?=\s|\Z)")
_PRIORITIES = {"🔺": "highest", "⏫": "high", "🔼": "medium", "🔽": "low", "⏬": "lowest"}
"""By the sign: the words of the Tasks plugin."""


def task_marks(text: str, columns: Mapping[str, re.Pattern[str]]) -> tuple[str, dict[str, str]]:
    """The text without them, and what they say by property; `columns` are what a key is called.

    Of several of one property the first counts, and the others stay in the text.
    """
    marks: dict[str, str] = {}
    rest, at = "", 0
    for name, value, start, end in sorted(_found(text, columns), key=lambda one: one[2]):
        if value and name not in marks:
            marks[name] = value
            rest += text[at:start]
            at = end
    return rest + text[at:], marks


def _found(
    text: str, columns: Mapping[str, re.Pattern[str]]
) -> Iterator[tuple[str, str, int, int]]:
    """Property, value, and from where to where it stands."""
    for field in _FIELD.finditer(text):
        key = (field["key"] or field["bare"]).strip()
        for name in (n for n, called in columns.items() if n != "text" and called.search(key)):
            yield name, (field["value"] or field["said"]).strip(), *field.span()
            break
    for day in _DAY.finditer(text):
        yield _DAYS[day["sign"]], day["day"], *day.span()
    for sign in _PRIORITY.finditer(text):
        yield "priority", _PRIORITIES[sign.group()[0]], *sign.span()
