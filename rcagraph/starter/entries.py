"""What the things in a data file say of themselves: tier, owner, what they depend on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rcagraph.profile.not_a_source import quoted
from rcagraph.starter.words import folded, kind_of_folder
from rcagraph.vault.note import Entry, FrontValue, Scalar

FIELDS = {
    "Service": {
        "tier": "tier criticality importance",
        "lifecycle": "lifecycle state stage status",
        "since": "since in_service_since",
    },
}
EDGES = {
    "ESCALATES_TO": "escalation escalates_to escalation_team oncall on_call",
    "OWNS": "owner owners owned_by team squad maintainer maintainers owning_team owner_team",
    "PART_OF": "system part_of",
}
DEPENDENCIES = "depends_on dependencies needs requires uses upstream upstreams relies_on"
ENDS = {"OWNS": ["Team", "Person"], "ESCALATES_TO": "Team", "PART_OF": "System"}
OF_ENDS = {
    "OWNS": ("Service", "Resource", "Runbook", "System"),
    "ESCALATES_TO": ("Service", "Runbook"),
    "PART_OF": ("Service", "Resource", "System"),
    "DEPENDS_ON": ("Service", "Resource"),
}
"""The kinds whose entries may say such a thing."""
TITLES = ("title", "display", "display_name", "label")
OUTER = 2


@dataclass
class Told:
    """Sources by property and by edge, as the rule of a list has them."""

    title: list[str] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    edges: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    """By type, and by the kind of the other end where its key tells one."""

    @property
    def rule(self) -> Mapping[str, Any]:
        rule: dict[str, Any] = {"title": _one(self.title)} if self.title else {}
        if self.fields:
            rule["fields"] = {name: _one(sources) for name, sources in self.fields.items()}
        if self.edges:
            rule["edge"] = [_edge(*one, sources) for one, sources in self.edges.items()]
        return rule


def _one(sources: list[str]) -> str | list[str]:
    return sources[0] if len(sources) == 1 else sources


def _edge(rel: str, kind: str, sources: list[str]) -> Mapping[str, Any]:
    ends = ENDS.get(rel, kind or ["Service", "Resource", "System"])
    turned = {"reverse": True} if rel == "OWNS" else {}
    return {"rel": rel, "to": ends, "from": _one(sources), **turned}


def told_of(kind: str, items: Iterable[Mapping[str, Entry]], names: tuple[str, ...]) -> Told:
    """From the keys of all of them, in the order in which they are first met."""
    paths = dict.fromkeys(path for item in items for path in _paths(item))
    told = Told(title=[path for path in paths if path in TITLES and names != (path,)][:1])
    for path in paths:
        words = [folded(part.removesuffix("[]").strip('"')) for part in _parts(path)]
        if property_ := _property(kind, words):
            told.fields[property_].append(path)
        elif edge := _relation(kind, words):
            told.edges[edge].append(path)
    return told


def _property(kind: str, words: list[str]) -> str | None:
    """By the last key alone: what stands in it is the value."""
    known = FIELDS.get(kind, {}).items()
    return next((name for name, listed in known if words[-1] in listed.split()), None)


def _relation(kind: str, words: list[str]) -> tuple[str, str] | None:
    """By the innermost key that tells one; a key further in may only name the other end."""
    if set(words) & set(DEPENDENCIES.split()) and kind in OF_ENDS["DEPENDS_ON"]:
        return ("DEPENDS_ON", _kind_below(words)) if _is_name(words, DEPENDENCIES) else None
    for rel, listed in EDGES.items():
        if _is_name(words, listed) and kind in OF_ENDS[rel]:
            return rel, ""
    return None


def _is_name(words: list[str], listed: str) -> bool:
    """The last key is one of these, or stands in one of these and names a thing of some kind."""
    known = listed.split()
    inner = words[-1] in ("name", "id", "ref") or kind_of_folder(words[-1]) is not None
    return words[-1] in known or (inner and any(word in known for word in words[:-1]))


def _kind_below(words: list[str]) -> str:
    """Of the other end, where a key says it: `needs.datastores[].name`."""
    kinds = (kind_of_folder(word) for word in reversed(words))
    return next((kind for kind in kinds if kind in ("Service", "Resource")), "")


def _paths(item: Mapping[str, Entry], outer: str = "", depth: int = 0) -> Iterator[str]:
    """Of every text in it, as source expressions."""
    for key, entry in item.items():
        yield from _below(entry.value, f"{outer}{quoted(key)}", depth)


def _below(value: FrontValue, path: str, depth: int) -> Iterator[str]:
    if isinstance(value, Scalar):
        if value.text.strip():
            yield path
    elif isinstance(value, tuple):
        for one in value:
            yield from _below(one, path if isinstance(one, Scalar) else f"{path}[]", depth)
    elif depth < OUTER:
        yield from _paths(value, f"{path}.", depth + 1)


def _parts(path: str) -> list[str]:
    return path.replace("[]", "").split(".")
