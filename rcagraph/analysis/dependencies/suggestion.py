"""What a person may write into a service's note to declare a dependency, in the vault's form."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from json import dumps
from pathlib import PurePosixPath

from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.facts import Place
from rcagraph.profile.shape import DependencyRule, EdgeRule, TypeRule
from rcagraph.profile.source import Source, Where

PLAIN = re.compile(r"[A-Za-z][\w./-]*\Z")
"""A name that YAML needs no quotes for, and reads as text."""
WORDS = {"no", "yes", "on", "off", "true", "false", "null", "y", "n"}

DEPENDS_ON = "DEPENDS_ON"
OWN_KEY = "@key"
DEFAULT_SPACE = "default/"
"""Backstage's, which is no part of a name."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which notes say what a service needs: a key, and what an entry looks like."""

    source: str = "depends_on"
    """As the profile has it, and so each place that it was read from."""
    is_reference: bool = False
    says_strength: bool = True
    name_key: str = "service"
    strength_key: str = "kind"
    words: dict[str, str] = field(default_factory=lambda: {"hard": "hard", "soft": "soft"})

    @property
    def keys(self) -> list[str]:
        return [key.strip('"') for key in self.source.replace("[]", "").split(".")]

    def entry(self, needed: Node, strength: str) -> str:
        """As YAML in one line."""
        if self.is_reference:
            space = "" if "/" in needed.key.id else DEFAULT_SPACE
            return quoted(f"component:{space}{needed.key.id}", ":")
        name = quoted(needed.name)
        if not self.says_strength:
            return name
        said = _nested(self.strength_key, quoted(self.words.get(strength, strength)))
        if self.name_key == OWN_KEY:
            return f"{{{name}: {{{said}}}}}"
        return f"{{{_nested(self.name_key, name)}, {said}}}"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a person may write into the dependent's note, if it is so."""

    text: str
    """An entry of the list that is there, else the whole line."""
    place: Place
    """The list's last entry, else the note; where there is no note, what names it."""
    is_line: bool
    has_note: bool
    under: str = ""
    """The key that the line belongs under: `spec`; empty at the top."""


def forms(types: Iterable[TypeRule]) -> tuple[Form, ...]:
    """Those that the profile reads of services, in its order; the usual one where it has none."""
    found = [form for rule in types if rule.kind == "Service" for form in _forms(rule)]
    return tuple(found) or (Form(),)


class Notes:
    """How the notes of a vault state what services need."""

    def __init__(self, graph: KnowledgeGraph, known: Sequence[Form] = (Form(),)) -> None:
        self._graph, self._first = graph, known[0]
        self._forms = {form.source: form for form in reversed(known)}
        said: dict[str, Counter[str]] = {}
        for edge in graph.edges(DEPENDS_ON):
            for place in edge.places if edge.source.kind == "Service" else ():
                if place.where in self._forms:
                    said.setdefault(_suffix(place), Counter())[place.where] += 1
        self._usual = {
            suffix: min(counts, key=lambda source: (-counts[source], source))
            for suffix, counts in said.items()
        }

    def suggestion(self, dependent: Node, needed: Node, strength: str) -> Suggestion:
        """In the form of the dependent's note, else in that of most notes of its kind of file."""
        note, listed = dependent.places[0], self._listed(dependent)
        if listed:
            last = max(listed, key=lambda place: place.line)
            return Suggestion(self._forms[last.where].entry(needed, strength), last, False, True)
        form = self._forms[self._usual.get(_suffix(note), self._first.source)]
        *above, key = form.keys
        line = f"{quoted(key)}: [{form.entry(needed, strength)}]"
        return Suggestion(line, note, True, dependent.declared, ".".join(above))

    def _listed(self, node: Node) -> list[Place]:
        """Where its own note says what it needs."""
        edges, path = self._graph.out(node.key, DEPENDS_ON), node.places[0].path
        return [p for e in edges for p in e.places if p.path == path and p.where in self._forms]


def quoted(name: str, also: str = "") -> str:
    """The name as YAML reads it back as the same text; `also`: a sign that needs no quotes."""
    is_plain = PLAIN.match(name.replace(also, "-", 1) if also else name)
    return name if is_plain and name.casefold() not in WORDS else dumps(name, ensure_ascii=False)


def _nested(dotted: str, value: str) -> str:
    first, _, rest = dotted.partition(".")
    return f"{first}: {{{_nested(rest, value)}}}" if rest else f"{first}: {value}"


def _forms(rule: TypeRule) -> Iterator[Form]:
    for each in rule.dependencies:
        yield from (_of_entries(each, source) for source in each.sources)
    for edge in rule.edges:
        is_plain = edge.rel == DEPENDS_ON and not edge.reverse and not edge.pattern
        for source in edge.sources if is_plain and not edge.by_path else ():
            if source.where is Where.KEY and not source.pattern:
                yield _of_names(edge, source)


def _of_entries(rule: DependencyRule, source: Source) -> Form:
    usual = Form()
    meant = {strength: word for word, strength in reversed([*rule.strengths.items()])}
    return Form(
        source.text,
        says_strength=source.pattern is None,
        name_key=rule.keys.get("name", (usual.name_key,))[0],
        strength_key=rule.keys.get("strength", (usual.strength_key,))[0],
        words=usual.words | meant,
    )


def _of_names(rule: EdgeRule, source: Source) -> Form:
    return Form(source.text, is_reference=rule.entity_ref, says_strength=False)


def _suffix(place: Place) -> str:
    return PurePosixPath(place.path).suffix
