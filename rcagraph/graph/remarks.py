"""Names with a remark after them, `postgres (primary)`: they mean what is also named without it."""

from collections.abc import Iterator
from functools import cached_property

from msgspec.structs import replace

from rcagraph.graph.resolve import Resolver
from rcagraph.graph.sorted_facts import Facts
from rcagraph.model.facts import LinkTarget, Mention
from rcagraph.model.names import folded, without_remark


class Remarks:
    """What stands in a list, a label or a table may have a remark; what a field says is a name."""

    def __init__(self, said: Facts, names: Resolver) -> None:
        self._said, self._names = said, names

    def meant(self, mention: Mention) -> Mention:
        """Without the remark, if notes, fields, lists or links name that."""
        name = without_remark(mention.name) if mention.is_item else ""
        if not name:
            return mention
        plain = replace(mention, name=name)
        is_named = self._names.mentioned(plain).key or folded(name) in self._named
        return plain if is_named else mention

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(folded(name) for name in self._all())

    def _all(self) -> Iterator[str]:
        for end in self._said.names:
            if isinstance(end, LinkTarget):
                yield end.target.rpartition("/")[2]
            elif not end.must_exist:
                yield end.name
        yield from (link.target.target.rpartition("/")[2] for link in self._said.links)
