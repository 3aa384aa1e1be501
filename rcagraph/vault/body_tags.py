"""Obsidian's inline tags where they are no part of a sentence: at the end of a labelled line, or
alone on theirs.

In a sentence `#name` is as often the channel of a chat: that stays text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

_TAG = re.compile(r"#(?!\d+,?\Z)([\w/\-\u2600-\u27bf\U0001f000-\U0001faff]+),?")
"""Not of digits alone, which would be an issue's number."""
_LABEL = re.compile(r"([^\s:：][^:：\n]{0,60}?)[ \t]*[:：](?!//)[ \t]*(?=\S)")
_OF_TAGS = re.compile(r"tags?|keywords?|标签|mots[- ]cl[ée]s", re.IGNORECASE)
_OF_CHANNELS = re.compile(
    r"\b(?:slack|channels?|chat|rooms?|irc|discord|teams|contacts?|escalat\w*|on-?call|tickets?"
    r"|issues?|prs?)\b",
    re.IGNORECASE,
)
"""What stands after such a label may well begin with `#` and be no tag."""


def body_tags(lines: Iterable[tuple[str, int]], body: str, first_line: int) -> Mapping[int, int]:
    """Line to the number of tags at its end. `lines` are plain text, each with its line.

    What a line writes as code, or with a backslash before the sign, is none.
    """
    written: list[str] = []
    found: dict[int, int] = {}
    for text, line in lines:
        if "#" in text and (number := _tags_of(text)):
            written = written or body.split("\n")
            at = line - first_line
            if at < len(written) and not {"`", "\\"} & set(written[at]):
                found[line] = number
    return found


def parted(text: str, number: int) -> tuple[str, tuple[str, ...]]:
    """The text without its last `number` tags, and those tags without their sign."""
    words = text.split()
    last = words[len(words) - number :]
    rest = text.rsplit(None, number)[0] if len(words) > number else ""
    return rest, tuple(match[1] for word in last if (match := _TAG.fullmatch(word)))


def _tags_of(text: str) -> int:
    number = sum(1 for _ in _last_tags(text))
    if number in (0, len(text.split())):
        return number
    label = _LABEL.match(text)
    if not label or _OF_CHANNELS.search(label[1]):
        return 0
    is_all = number == len(text[label.end() :].split())
    return 0 if is_all and not _OF_TAGS.fullmatch(label[1].strip()) else number


def _last_tags(text: str) -> Iterator[str]:
    for word in reversed(text.split()):
        if not _TAG.fullmatch(word):
            return
        yield word
