"""Headings as people write them: "5. Action items (open):" is called "Action Items"."""

import re
import unicodedata
from functools import lru_cache

from rcagraph.model.names import is_regex

_NUMBERS = re.compile(
    r"(?:\(\d{1,2}\)|\d{1,2}(?:\.\d{1,2})*[.):]?|[IVX]{1,5}[.)]|[A-Za-z][.)])[ \t]+(?:[-–—][ \t]+)?"
)
"""`5.`, `5)`, `2.1`, `(3)`, `IV.`, `b)`, and `5` alone: what stands before a heading's words."""
_SHORTCODE = re.compile(r":[a-z0-9_+-]{2,40}:")
_PARENTHESIS = re.compile(r"[ \t]*\([^()]*\)\Z")
_ENDS = " \t:.,;!?…-–—#：。，；！？、"
_JOINERS = "\u200d\ufe0e\ufe0f\u20e3"


@lru_cache(maxsize=4096)
def plain_heading(text: str) -> str:
    """The words alone, in lower case.

    Taken off are a number and pictures before them, and pictures, punctuation and a parenthesis
    after them. Hyphens count as blanks, `&` as `and`. Nothing else: "Action items taken" is no
    "Action items". A heading of which nothing would be left stays as it is.
    """
    return folded_words(_bare(text)) or folded_words(text)


@lru_cache(maxsize=4096)
def asked(names: tuple[str, ...]) -> tuple[frozenset[str], bool]:
    """The words of what is asked for, and whether a pattern is among it."""
    return frozenset(map(plain_heading, names)), any(map(is_regex, names))


@lru_cache(maxsize=65536)
def bears(heading: str, names: tuple[str, ...]) -> bool:
    """Whether a heading bears one of the names."""
    return any(is_called(heading, name) for name in names)


@lru_cache(maxsize=4096)
def is_called(heading: str, name: str) -> bool:
    """Whether a heading bears the name; a name between slashes is a regex over its words."""
    if is_regex(name):
        return re.search(name[1:-1], _bare(heading) or heading, re.IGNORECASE) is not None
    return plain_heading(heading) == plain_heading(name)


def _bare(text: str) -> str:
    before = None
    while text != before:
        before = text
        text = _PARENTHESIS.sub("", _without_pictures(text).rstrip(_ENDS))
        text = _NUMBERS.sub("", text, count=1) if _NUMBERS.match(text) else text
    return text


def _without_pictures(text: str) -> str:
    """Emoji and other symbols at both ends, and `:name:` for one at the start."""
    text = text.strip()
    if match := _SHORTCODE.match(text):
        text = text[match.end() :].lstrip()
    while text and _is_picture(text[0]):
        text = text[1:].lstrip()
    while text and _is_picture(text[-1]):
        text = text[:-1].rstrip()
    return text


def _is_picture(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) in ("So", "Sk", "Sm")


def folded_words(text: str) -> str:
    """In lower case, with one blank for hyphens and blanks, and `and` for `&`."""
    text = text.casefold().replace("’", "'").replace("&", " and ")
    return " ".join(re.sub(r"[-‐‑_]", " ", text).split())
