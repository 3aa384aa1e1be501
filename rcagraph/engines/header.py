"""The text of a named query, and what its header comments say of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from rcagraph.analysis.actions import CLOSED_STATUS
from rcagraph.engines.scope import scoped
from rcagraph.model.vocabulary import ValueType

_PARAMETER = re.compile(r"(\w+) (\w+)(?: of ([\w, ]+?))?(?: = (.*))?\Z")


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


CONSTANTS = {"$closedStatus": _literal(CLOSED_STATUS)}
"""What a text takes from the answers in memory, so that it is decided once."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """`// param: NAME TYPE [of KIND, KIND] [= DEFAULT]`."""

    name: str
    type: ValueType
    kinds: tuple[str, ...] = ()
    """The value must be the name of a node of one of these kinds."""
    default: str | None = None
    """None where it must be given."""


@dataclass(frozen=True, slots=True)
class QueryText:
    """A query as it ships: Cypher that every engine takes."""

    title: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    body: str
    faster: Mapping[str, Sequence[tuple[str, str]]]
    """By engine: parts of the text, each with one that finds the same at less cost there."""

    def on(self, engine: str) -> str:
        """The text for an engine: `// on ENGINE: PATTERN => PATTERN`.

        A Neo4j database may hold several vaults: there it asks for what one of them says, `$vault`.
        """
        text = self.body
        for old, new in self.faster.get(engine, ()):
            text = text.replace(old, new)
        return scoped(text) if engine == "neo4j" else text


def queries_folder() -> Traversable:
    """The folder of query texts: inside the wheel, or beside the package in a checkout."""
    shipped = files("rcagraph") / "queries"
    return shipped if shipped.is_dir() else Path(__file__).parents[2] / "queries"


def query_text(name: str) -> QueryText:
    """The text of a query; `ValueError` where its header does not say what it must."""
    return parse((queries_folder() / f"{name}.cypher").read_text("utf-8"))


def parse(text: str) -> QueryText:
    lines = header_lines(text, "//", r"title|param|columns|on \w+")
    said, body = dict(lines), body_of(text, "//", CONSTANTS)
    return QueryText(
        said["title"],
        tuple(parameter(value) for key, value in lines if key == "param"),
        tuple(re.split(r"\s*,\s*", said["columns"])),
        body,
        {
            engine: [_faster(value, body) for key, value in lines if key == f"on {engine}"]
            for engine in ("embedded", "neo4j")
        },
    )


def header_lines(text: str, mark: str, keys: str) -> list[tuple[str, str]]:
    """What the comments say that begin with the mark and one of the keys, a pattern.

    `ValueError` where they do not say what every query must.
    """
    line = re.compile(rf"{mark}\s*({keys}):\s*(.*?)\s*\Z")
    found = [(m[1], m[2]) for each in text.splitlines() if (m := line.match(each))]
    if not {"title", "columns"} <= dict(found).keys():
        raise ValueError(f"the header must have `{mark} title:` and `{mark} columns:`")
    return found


def body_of(text: str, mark: str, constants: Mapping[str, str]) -> str:
    """The text without the comments that are lines of their own, its constants filled in."""
    body = "\n".join(line for line in text.splitlines() if not line.startswith(mark)) + "\n"
    for name, value in constants.items():
        body = body.replace(name, value)
    return body


def parameter(text: str) -> Parameter:
    found = _PARAMETER.match(text)
    if not found:
        raise ValueError(f"`// param: {text}` is not `NAME TYPE [of KINDS] [= DEFAULT]`")
    name, type_, kinds, default = found.groups()
    return Parameter(name, ValueType[type_], tuple(re.findall(r"\w+", kinds or "")), default)


def _faster(text: str, body: str) -> tuple[str, str]:
    old, arrow, new = text.partition(" => ")
    if not arrow or old not in body:
        raise ValueError(f"the query has no {old!r} to put a faster pattern in its place")
    return old, new
