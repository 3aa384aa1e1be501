"""When two names are one, what of a text is a name, and which name is a pattern."""

import re
from functools import lru_cache
from unicodedata import normalize

_REMARK = re.compile(r"(?<![ \t])[ \t]*(?:\([^()]*\)|（[^（）]*）)\Z")


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """The name as it is compared: case, blanks, and how letters are composed do not count.

    File names reach us composed or decomposed, by system; people type either.
    """
    if name.isascii():
        return " ".join(name.lower().split())
    return " ".join(normalize("NFC", normalize("NFD", name).casefold()).split())


def without_remark(name: str) -> str:
    """`postgres (primary)` as `postgres`; empty where there is no remark, or nothing else."""
    return _REMARK.sub("", name) if _REMARK.search(name) else ""


def is_regex(name: str) -> bool:
    """A heading or label between slashes: `/lessons|learnings/`."""
    return len(name) > 2 and name.startswith("/") and name.endswith("/")
