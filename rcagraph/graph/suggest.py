"""What a link that reaches nothing may have meant, as the hint of its diagnostic."""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import replace

from rcagraph.graph.join import Dangling
from rcagraph.graph.near import Named, Near, folded
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
            self._kinds.setdefault(one.target, set()).update(one.kinds)

    def suggestions(self, target: str) -> tuple[NodeKey, ...]:
        """Up to three nodes, the likeliest first."""
        return self._near.suggestions(_last_name(target), self._expected(target))

    def sure(self, one: Dangling) -> NodeKey | None:
        """The one node that must be meant.

        One word in another folder is another note: many folders have an `overview`.
        """
        name = _last_name(one.target)
        key = self._near.sure(name, self._expected(one.target))
        file = self._names.file(key) if key else None
        folder = _folder(one)
        if folder is None or file is None or "-" in folded(name):
            return key
        return key if folder == posixpath.basename(posixpath.dirname(file)).casefold() else None

    def _expected(self, target: str) -> frozenset[str]:
        """The kinds that the target may be; any note is a document, so that tells nothing."""
        return frozenset(self._kinds.get(target, ())) - {"Document"}


def with_suggestions(
    diagnostics: Iterable[Diagnostic], dangling: Iterable[Dangling], names: Resolver
) -> tuple[Diagnostic, ...]:
    """The diagnostics; those of dangling links with up to three near names as their hint."""
    dangling = tuple(dangling)
    if not dangling:
        return tuple(diagnostics)
    meant = Meant(names, dangling)
    targets = {_head(f"[[{one.target}]]"): one.target for one in dangling}

    def hinted(said: Diagnostic) -> Diagnostic:
        target = targets.get(_head(said.detail)) if said.code is Code.RCA301 else None
        near = meant.suggestions(target) if target else ()
        links = " or ".join(f"[[{names.link_to(key)}]]" for key in near)
        return replace(said, hint=f"did you mean {links}?") if links else said

    return tuple(map(hinted, diagnostics))


def _head(detail: str) -> str:
    """The detail of a dangling link without the number of its places."""
    return _PLACES.sub("", detail)


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
