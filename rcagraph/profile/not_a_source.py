"""What was meant by a text that is no source expression, or that reads as another than it looks."""

import re
from collections.abc import Iterator

from rcagraph.model.names import is_regex
from rcagraph.profile.nearest import nearest
from rcagraph.profile.source import ANYWHERE, AT_NAMES, HEAD, PLACES, Source, Where

_LIKE_A_REGEX = re.compile(r"\^|\(\?|.*\\[bdswBDSW.]|.*\.[*+]")
PART = re.compile(r"[\w-]+\Z")


def source_tip(text: str, usual: str) -> str:
    """What to write; `usual` where nothing tells what was meant."""
    place, colon, rest = text.partition(":")
    meant = nearest(place, PLACES) if colon else None
    if not text.strip():
        return f"{usual}; leave the key out for none"
    if text.startswith("@"):
        near = nearest(text[1:], AT_NAMES)
        return f"@{near}; one of: {usual}" if near else usual
    if meant and meant != place:
        return f"{meant}:{rest.lstrip()}"
    if colon and place in ("key", "front", "frontmatter", "front_matter"):
        return f"the key alone: {rest.strip()}"
    if "*" in text:
        return f"a glob as `path` of the [[type]], above its other tables; here {usual}"
    if '"' not in text and ":" not in text:
        key = ".".join(quoted(part) for part in text.split("."))
        return f"quotes around a key of the front matter: '{key}'; or {usual}"
    return usual


def quoted(key: str) -> str:
    """A front-matter key as an expression reads it."""
    return key if PART.match(key) else f'"{key}"'


def heading_problem(name: str) -> str | None:
    """What to write where a heading looks like a regular expression and is read as words."""
    looks = _LIKE_A_REGEX.match(name) and not is_regex(name)
    return f"/{name.strip('/')}/" if looks else None


def headings_of(source: Source) -> Iterator[str]:
    """The headings and labels that an expression names."""
    if source.where in (Where.SECTION, Where.LIST):
        yield source.argument
    elif source.where is Where.LABEL:
        yield from (name for name in source.columns[0] if name not in (ANYWHERE, HEAD))
