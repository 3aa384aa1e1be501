"""The text of a named query, and what its header comments say of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from rcagraph.model.vocabulary import ValueType

_LINE = re.compile(r"//\s*(title|param|columns|on \w+):\s*(.*?)\s*\Z")
_PARAMETER = re.compile(r"(\w+) (\w+)(?: of ([\w, ]+?))?(?: = (.*))?\Z")


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
    faster: Mapping[str, tuple[str, str]]
    """By engine: a pattern of the text, and one that finds the same faster there."""

    def on(self, engine: str) -> str:
        """The text for an engine: `// on ENGINE: PATTERN => PATTERN`."""
        old, new = self.faster.get(engine, ("", ""))
        return self.body.replace(old, new) if old else self.body


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
    body = "\n".join(line for line in text.splitlines() if not line.startswith("//")) + "\n"
    return QueryText(
        said["title"],
        tuple(_parameter(value) for key, value in lines if key == "param"),
        tuple(re.split(r"\s*,\s*", said["columns"])),
        body,
        {k.removeprefix("on "): _faster(v, body) for k, v in lines if k.startswith("on ")},
    )


def _parameter(text: str) -> Parameter:
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
