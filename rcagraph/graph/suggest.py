"""What a link that reaches nothing may have meant, as the hint of its diagnostic."""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import replace

from rcagraph.graph.dangling import Dangling
from rcagraph.graph.near import Named, Near, spoken
from rcagraph.graph.resolve import Resolver
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import NodeKey
from rcagraph.vault.note import Note

_PLACES = re.compile(r" \(and \d+ more places?\)\Z")


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
    ones = {(one.place.path, one.place.line, one.written): one for one in dangling}

    def hinted(said: Diagnostic) -> Diagnostic:
        if said.code is not Code.RCA301:
            return said
        one = ones.get((said.path, said.line, _PLACES.sub("", said.detail)))
        near = meant.suggestions(one) if one else ()
        links = " or ".join(f"[[{names.link_to(key)}]]" for key in near)
        return replace(said, hint=f"did you mean {links}?") if links else said

    return tuple(map(hinted, diagnostics))


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
