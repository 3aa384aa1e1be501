"""When two names are one, and which name is a pattern."""

from functools import lru_cache
from unicodedata import normalize


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """The name as it is compared: case, blanks, and how letters are composed do not count.

    File names reach us composed or decomposed, by system; people type either.
    """
    if name.isascii():
        return " ".join(name.lower().split())
    return " ".join(normalize("NFC", normalize("NFD", name).casefold()).split())


def is_regex(name: str) -> bool:
    """A heading or label between slashes: `/lessons|learnings/`."""
    return len(name) > 2 and name.startswith("/") and name.endswith("/")
