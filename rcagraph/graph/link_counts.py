"""How the wikilinks of a vault fare: how many reach a note, and by which of its names."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rcagraph.graph.dangling import Dangling
from rcagraph.graph.resolve import Hit, Resolver
from rcagraph.model.facts import LinkTarget

_NONE = "none"


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """Wikilinks of the vault, in bodies and in fields."""

    all: int
    resolved: int
    dangling: int
    dangling_targets: int
    by_file_name: int = 0
    """Of the resolved ones, those by the name or path of the file; the others by id or alias."""
    by_id: int = 0
    by_alias: int = 0


class LinkCounter:
    """Counts links one by one; a Markdown link is no wikilink."""

    def __init__(self, names: Resolver) -> None:
        self._names = names
        self._ways: Counter[str] = Counter()

    def way(self, link: LinkTarget, hit: Hit) -> str:
        """By what it reaches a note, if it does; empty for a Markdown link."""
        if link.is_path:
            return ""
        return self._names.way(link, hit.key) if hit.key else _NONE

    def add(self, way: str) -> None:
        if way:
            self._ways[way] += 1

    def counts(self, dangling: Iterable[Dangling]) -> LinkCounts:
        lost = [one.thing for one in dangling if one.form == "wikilink"]
        ways = {way: number for way, number in self._ways.items() if way != _NONE}
        resolved = sum(ways.values())
        return LinkCounts(self._ways.total(), resolved, len(lost), len(set(lost)), **ways)
