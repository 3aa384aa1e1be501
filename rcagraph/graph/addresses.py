"""From what a link says to the paths of the vault that it may mean, and to what it is called."""

import posixpath
from collections.abc import Iterator

from rcagraph.model.facts import LinkTarget
from rcagraph.profile.shape import LinkRules

_OF_FOLDERS = ("/README", "/_index", "/index")
"""The note that a folder is shown by, on GitHub and on the sites that are made of notes."""


def paths_meant(target: str, from_path: str, bases: tuple[str, ...]) -> tuple[str, ...]:
    """A path as seen from its note; with a slash before it, from each of the bases in turn.

    None where it leaves the vault.
    """
    starts = bases if target.startswith("/") else (posixpath.dirname(from_path),)
    slash = "/" if target.endswith(("/", "/.", "/..")) else ""
    paths = (posixpath.normpath(posixpath.join(at, target.lstrip("/"))) for at in starts)
    return tuple("" if path == "." else path + slash for path in paths if not _is_outside(path))


def with_suffixes(path: str, rules: LinkRules) -> Iterator[str]:
    """The path, what the rules put in the place of its end, and the notes it has as a folder."""
    if path and not path.endswith("/"):
        yield path
    for end, others in rules.suffixes:
        if path.endswith(end):
            yield from (path.removesuffix(end) + other for other in others)
    folder = path.removesuffix("/")
    yield from ((folder + name).removeprefix("/") for name in _OF_FOLDERS)


def lost_name(link: LinkTarget, from_path: str, bases: tuple[str, ...]) -> str:
    """What a link that reaches nothing is called: the path of its note, or the name, without `.md`.

    So two links to one note that is not there are one, wherever they stand.
    """
    target = link.target.strip()
    if is_path(link):
        paths = paths_meant(target, from_path, bases)
        folder = posixpath.dirname(from_path)
        target = paths[0] if paths else posixpath.normpath(posixpath.join(folder, target))
    target = target.strip("/") or link.target
    return without_md(target) or target


def without_md(target: str) -> str:
    """The target as Obsidian writes it; the suffix in any case."""
    return target[:-3] if target[-3:].casefold() == ".md" else target


def is_path(link: LinkTarget) -> bool:
    """A wikilink may be one too: `[[../note]]`."""
    return link.is_path or link.target.startswith(("./", "../"))


def _is_outside(path: str) -> bool:
    return path == ".." or path.startswith("../")
