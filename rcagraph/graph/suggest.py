"""What a link that reaches nothing may have meant, as the hint of its diagnostic."""

import posixpath
from collections.abc import Iterable

from rcagraph.graph.dangling import Dangling, lost_things
from rcagraph.graph.near import Named, Near, spoken
from rcagraph.graph.resolve import Resolver
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import NodeKey
from rcagraph.vault.note import Note


class Meant:
    """What each name that dangles may mean, in the light of all places that say it."""

    def __init__(self, names: Resolver, dangling: Iterable[Dangling]) -> None:
        self._names = names
        self._near = Near(Named(name, key) for name, key in names.reachable())
        self._kinds: dict[str, set[str]] = {}
        for one in dangling:
            self._kinds.setdefault(one.thing, set()).update(one.kinds)

    def suggestions(self, one: Dangling) -> tuple[NodeKey, ...]:
        """Up to three nodes, the likeliest first."""
        return self._near.suggestions(_last_name(one.target), self._expected(one))

    def sure(self, one: Dangling) -> NodeKey | None:
        """The one node that must be meant.

        One word in another folder is another note: many folders have an `overview`.
        """
        name = _last_name(one.target)
        key = self._near.sure(name, self._expected(one))
        file = self._names.file(key) if key else None
        folder = _folder(one)
        if folder is None or file is None or "-" in spoken(name):
            return key
        return key if folder == posixpath.basename(posixpath.dirname(file)).casefold() else None

    def _expected(self, one: Dangling) -> frozenset[str]:
        """The kinds that it may be; any note is a document, so that tells nothing."""
        return frozenset(self._kinds.get(one.thing, ())) - {"Document"}


def with_suggestions(
    diagnostics: Iterable[Diagnostic], dangling: Iterable[Dangling], names: Resolver
) -> tuple[Diagnostic, ...]:
    """The diagnostics; those of dangling links with up to three near names as their hint."""
    dangling = tuple(dangling)
    if not dangling:
        return tuple(diagnostics)
    meant = Meant(names, dangling)

    def hint(one: Dangling) -> str:
        links = " or ".join(f"[[{names.link_to(key)}]]" for key in meant.suggestions(one))
        return f"did you mean {links}?" if links else ""

    others = (said for said in diagnostics if said.code is not Code.RCA301)
    return tuple(sorted((*others, *lost_things(dangling, hint)), key=lambda d: d.sort_key))


def _folder(one: Dangling) -> str | None:
    """The name of the folder that a target says; none where it says none."""
    if one.form != "path" and "/" not in one.target:
        return None
    start = posixpath.dirname(one.place.path) if one.form == "path" else ""
    path = posixpath.normpath(posixpath.join("/", start, one.target))
    return posixpath.basename(posixpath.dirname(path)).casefold()


def _last_name(target: str) -> str:
    """The name of the note, without its folders."""
    name = target.rstrip("/").rpartition("/")[2]
    return Note(name).stem if name.casefold().endswith(".md") else name
