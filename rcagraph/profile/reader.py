"""Reads TOML values as what a profile asks for; what is wrong is said with its line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rcagraph.model.errors import RcaGraphError
from rcagraph.model.ontology import ONTOLOGY, Ontology
from rcagraph.profile.shape import Sources
from rcagraph.profile.source import Source, parse_source

Raw = Mapping[str, Any]


class Reader:
    """Finds the line of what is wrong, since TOML values do not know theirs."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.lines, self.start = file, text.splitlines(), 0
        self.ontology: Ontology = ONTOLOGY
        """What kinds and edges may be named: the profile's own are added as they are read."""
        self.inherited: dict[str, int] = {}
        """How many tables of a list are the built-in profile's, before the file's own."""

    def enter(self, header: str, number: int = 0, after: int = 0) -> int:
        """Look from the header's `number`th line on; the line's index, `after` if it has none."""
        lines = enumerate(text.replace(" ", "") for text in self.lines)
        found = [i for i, text in lines if i >= after and text.startswith(header)]
        self.start = found[number] if number < len(found) else after
        return self.start

    def each(self, key: str, tables: object) -> Iterator[object]:
        """Each table `[[key]]`, looked at from its line on; the first may be inherited."""
        header, inherited = f"[[{key}]]", self.inherited.get(key, 0)
        for number, table in enumerate(self.tables(tables, header), -inherited):
            self.enter(header if number >= 0 else "", max(number, 0))
            yield table

    def error(self, message: str, near: str, allowed: str = "") -> RcaGraphError:
        tip = f"Write one of: {allowed}" if allowed else ""
        return RcaGraphError(f"{self.file}:{self._line_with(near)}: {message}", tip)

    def _line_with(self, near: str) -> int:
        word = re.compile(rf"(?<![\w-]){re.escape(near)}(?![\w-])")
        for number, text in enumerate(self.lines[self.start :], self.start + 1):
            if not text.lstrip().startswith("#") and word.search(text):
                return number
        return self.start + 1

    def keys(self, table: object, place: str, *allowed: str) -> Raw:
        raw = self.table(table, place)
        for key in raw:
            if key not in allowed:
                raise self.error(f"{place} has no key {key!r}", key, ", ".join(allowed))
        return raw

    def table(self, value: object, place: str) -> Raw:
        if not isinstance(value, Mapping):
            raise self.error(
                f"{place} is no table", place.split(".")[-1].strip("[]"), "key = value"
            )
        return value

    def tables(self, value: object, place: str) -> list[object]:
        """The items of an array of tables."""
        if not isinstance(value, list):
            raise self.error(
                f"{place} is a list of tables", place.strip("[]").split(".")[-1], place
            )
        return value

    def choice(self, value: object, key: str, allowed: Iterable[str]) -> str:
        """One of the words."""
        text, words = self.text(value, key), list(allowed)
        if text not in words:
            raise self.error(f"{key} = {text!r} means nothing", key, ", ".join(words))
        return text

    def flag(self, value: object, key: str) -> bool:
        if not isinstance(value, bool):
            raise self.error(f"{key} = {value!r} means nothing", key, "true, false")
        return value

    def strings(self, value: object, key: str) -> tuple[str, ...]:
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(v, str) for v in values):
            raise self.error(
                f"{key} must be a string or a list of strings", key, "'text', ['text', 'text']"
            )
        return tuple(values)

    def needed(self, raw: Raw, key: str, place: str) -> str:
        """The text of a key that the table must have."""
        text = self.text(raw.get(key, ""), key)
        if not text.strip():
            word = re.sub(r"\W", " ", place).split()[-1]
            raise self.error(
                f"{place} has no {key}", key if key in raw else word, f"{key} = 'text'"
            )
        return text

    def text(self, value: object, key: str) -> str:
        if not isinstance(value, str):
            raise self.error(f"{key} must be one string", key, "'text'")
        return value

    def folder(self, value: object, key: str) -> str:
        """A folder of the vault without the slashes around it; empty for the vault itself."""
        text = self.text(value, key)
        if ".." in text.split("/"):
            raise self.error(f"{key} = {text!r} leaves the vault", key, "'docs', 'content'")
        return "/".join(part for part in text.strip().split("/") if part not in ("", "."))

    def folders(self, value: object, key: str) -> tuple[str, ...]:
        """Folders, or globs of them."""
        return tuple(self.folder(text, key) for text in self.strings(value, key))

    def regex(self, value: object, key: str) -> re.Pattern[str]:
        text = self.text(value, key)
        if not text:
            raise self.error(f"{key}: an empty pattern fits everything", key, "'.+' for any text")
        try:
            return re.compile(text)
        except (re.error, OverflowError, RecursionError) as error:
            message = f"{key}: {text!r} is no regular expression: {error}"
            raise self.error(message, text, "a regular expression of Python's re") from None

    def regexes(self, value: object, key: str) -> tuple[re.Pattern[str], ...]:
        return tuple(self.regex(text, key) for text in self.strings(value, key))

    def sources(self, value: object, key: str) -> Sources:
        return tuple(self._source(text, key) for text in self.strings(value, key))

    def _source(self, text: str, key: str) -> Source:
        try:
            return parse_source(text)
        except ValueError as error:
            message, _, tip = str(error).partition(": write ")
            raise self.error(f"{key}: {message}", text, tip) from None

    def kind(self, value: object, key: str) -> str:
        return self.kinds(self.text(value, key), key)[0]

    def kinds(self, value: object, key: str) -> tuple[str, ...]:
        """One kind or several."""
        kinds = self.strings(value, key)
        for kind in kinds:
            if kind not in self.ontology.nodes:
                raise self.error(f"{kind!r} is no kind", kind, ", ".join(self.ontology.nodes))
        if not kinds:
            raise self.error(f"{key} names no kind", key, ", ".join(self.ontology.nodes))
        return kinds

    def joins(self, rel: str, source: str, target: str) -> None:
        """Refuses an edge that the ontology forbids."""
        if not self.ontology.edges[rel].joins(source, target):
            edge = self.ontology.edges[rel]
            allowed = f"{' or '.join(edge.sources)} to {' or '.join(edge.targets)}"
            raise self.error(f"{rel} may not join {source} to {target}", rel, allowed)

    def edge(self, value: object, key: str) -> str:
        name = self.text(value, key)
        if name not in self.ontology.edges:
            raise self.error(f"{name!r} is no edge", name, ", ".join(self.ontology.edges))
        return name
