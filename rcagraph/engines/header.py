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

_LINE = re.compile(r"//\s*(title|param|columns|on \w+):\s*(.*?)\s*\Z")
_PARAMETER = re.compile(r"(\w+) (\w+)(?: of ([\w, ]+?))?(?: = (.*))?\Z")

CONSTANTS = {"$closedStatus": CLOSED_STATUS}
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
    lines = [(m[1], m[2]) for line in text.splitlines() if (m := _LINE.match(line))]
    said = dict(lines)
    if "title" not in said or "columns" not in said:
        raise ValueError("the header must have `// title:` and `// columns:`")
    body = _body(text)
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


def _body(text: str) -> str:
    body = "\n".join(line for line in text.splitlines() if not line.startswith("//")) + "\n"
    for name, value in CONSTANTS.items():
        body = body.replace(name, _literal(value))
    return body


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


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
