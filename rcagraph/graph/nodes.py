"""Nodes in the making: declared by notes, named by fields, or what links name and is not there."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rcagraph.graph.knowledge import Node
from rcagraph.graph.ordered import ordered
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import Mention, NodeFact, NodeKey, Place
from rcagraph.model.names import folded


class Named(NamedTuple):
    """A node that fields or links name, and what they say of it so far."""

    key: NodeKey
    places: set[Place]
    expected: set[str]
    """The kinds that one would expect of what is not there."""


class Nodes:
    """Those said so far. Facts must come in a fixed order: the first statement stands."""

    def __init__(self) -> None:
        self._declared: dict[NodeKey, NodeFact] = {}
        self._again: dict[NodeKey, list[NodeFact]] = {}
        self._named: dict[NodeKey, Named] = {}
        self._mentioned: dict[tuple[str, str], NodeKey] = {}
        self._unresolved: dict[str, NodeKey] = {}
        self.diagnostics: list[Diagnostic] = []

    def declare(self, fact: NodeFact) -> None:
        if self._declared.setdefault(fact.key, fact) is not fact:
            self._again.setdefault(fact.key, []).append(fact)

    def own(self, key: NodeKey) -> NodeKey:
        """The same key as the node has it: one is kept, and told from others at a glance."""
        declared = self._declared.get(key)
        return declared.key if declared else key

    def mention(self, key: NodeKey) -> Named:
        """A node that a field names; the first spelling of a name stands."""
        return self._name(self._mentioned.setdefault((key.kind, folded(key.id)), key))

    def unresolved(self, key: NodeKey, expected: str) -> Named:
        """What links name and is not there; the first spelling of a name stands."""
        named = self._name(self._unresolved.setdefault(folded(key.id), key))
        named.expected.add(expected)
        return named

    def _name(self, key: NodeKey) -> Named:
        return self._named.setdefault(key, Named(key, set(), set()))

    def mentioned(self, mention: Mention) -> Named | None:
        """The node of one of the kinds that a field has named already."""
        names = ((kind, folded(mention.name)) for kind in mention.kinds)
        key = next((self._mentioned[name] for name in names if name in self._mentioned), None)
        return self._named[key] if key else None

    def names(self, kind: str) -> Iterable[str]:
        """Every folded name of the kind that a field has named."""
        return (name for known, name in self._mentioned if known == kind)

    def named(self, kind: str) -> Iterator[tuple[str, NodeKey]]:
        """Every folded name of the kind that a field has named, with its node."""
        return ((name, key) for (known, name), key in self._mentioned.items() if known == kind)

    def only_mentioned(self) -> Iterator[tuple[NodeKey, tuple[Place, ...]]]:
        """Every node that fields name and no note declares, with the places."""
        for key in self._mentioned.values():
            if key not in self._declared:
                yield key, tuple(sorted(self._named[key].places))

    def made(self) -> Iterator[Node]:
        """All of them; what is declared twice is reported."""
        for key, fact in self._declared.items():
            if key in self._again:
                yield self._declared_again(fact, self._again[key])
            else:
                properties = ordered(fact.properties)
                yield Node(key, fact.name, True, (fact.place,), properties, fact.aliases)
        for key, places, expected in self._named.values():
            if key not in self._declared:
                kinds = {"expected_kinds": tuple(sorted(expected))} if expected else {}
                yield Node(key, key.id, False, tuple(sorted(places)), kinds)

    def _declared_again(self, first: NodeFact, others: list[NodeFact]) -> Node:
        key, place, properties = first.key, first.place, dict(first.properties)
        for fact in others:
            detail, at = f"{key.kind} {key.id!r} stands also in {place}", fact.place
            said = Diagnostic(Code.RCA303, at.path, at.line, detail, also=(place,))
            self.diagnostics.append(said)
            for name, value in fact.properties.items():
                known = properties.setdefault(name, value)
                if name == "aliases" and isinstance(known, tuple) and isinstance(value, tuple):
                    properties[name] = tuple(dict.fromkeys((*known, *value)))
        facts = (first, *others)
        places = tuple(sorted({fact.place for fact in facts}))
        aliases = tuple(dict.fromkeys(alias for fact in facts for alias in fact.aliases))
        return Node(key, first.name, True, places, ordered(properties), aliases)
