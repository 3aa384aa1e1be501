"""Reads TOML values as what a profile asks for; what is wrong is said with its line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from rcagraph.model.errors import RcaGraphError
from rcagraph.model.names import is_regex
from rcagraph.model.ontology import ONTOLOGY, Ontology
from rcagraph.profile.globs import DRIVE, glob_problem
from rcagraph.profile.lines import Lines
from rcagraph.profile.nearest import nearest
from rcagraph.profile.not_a_source import heading_problem, headings_of, source_tip
from rcagraph.profile.regexes import regex_tip
from rcagraph.profile.shape import Sources
from rcagraph.profile.source import Source, parse_source
from rcagraph.profile.tables import TABLES, belongs

Raw = Mapping[str, Any]
OWN_KINDS = "A kind of your own is declared by a [[kind]]."


def is_tables(value: object) -> bool:
    """Whether it is what `[[table]]` or a list of tables in braces gives."""
    return isinstance(value, list) and all(isinstance(item, Mapping) for item in value)


class Reader(Lines):
    """Refuses what it cannot read as what is asked for."""

    def __init__(self, file: str, text: str) -> None:
        super().__init__(file, text)
        self.ontology: Ontology = ONTOLOGY
        """What kinds and edges may be named: the profile's own are added as they are read."""
        self.inherited: dict[str, int] = {}
        """How many tables of a list are the built-in profile's, before the file's own."""

    def each(self, key: str, tables: object) -> Iterator[object]:
        """Each table `[[key]]`, looked at from its line on; the first may be inherited."""
        header, inherited = f"[[{key}]]", self.inherited.get(key, 0)
        for number, table in enumerate(self.tables(tables, header), -inherited):
            self.enter(header if number >= 0 else "", max(number, 0))
            yield table

    def keys(self, table: object, place: str, *allowed: str) -> Raw:
        """The table, which has no other keys than these; without any, those of its place."""
        raw = self.table(table, place)
        known = allowed or TABLES[place]
        for key, value in raw.items():
            if key not in known:
                is_table = isinstance(value, Mapping) or is_tables(value)
                where = belongs(key, place, is_table, nearest(key, known) is not None)
                raise self.unknown(f"{place} has no key {key!r}", key, known, where)
        return raw

    def table(self, value: object, place: str) -> Raw:
        if not isinstance(value, Mapping):
            key = place.split(".")[-1].strip("[]")
            single = f"[{place.strip('[]')}] with single brackets"
            listed = f"[[{place.strip('[]').removesuffix('s')}]]"
            single = listed if listed in TABLES and not place.startswith("[[") else single
            raise self.error(
                f"{place} is no table", key, single if is_tables(value) else "key = value lines"
            )
        return value

    def tables(self, value: object, place: str) -> list[object]:
        """The items of an array of tables."""
        if not isinstance(value, list):
            key = place.strip("[]").split(".")[-1]
            raise self.error(f"{place} is a list of tables", key, f"{place} with double brackets")
        return value

    def choice(self, value: object, key: str, allowed: Iterable[str]) -> str:
        """One of the words."""
        text, words = self.text(value, key), list(allowed)
        if text not in words:
            raise self.unknown(f"{key} = {text!r} means nothing", text, words, near=key)
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

    def globs(self, value: object, key: str, root: str = "") -> tuple[str, ...]:
        """Patterns of paths in the vault; those of the file itself lie below its `root`."""
        patterns = self.strings(value, key)
        for pattern in patterns:
            is_own = any(pattern in line for line in self.lines)
            if problem := glob_problem(pattern, root if is_own else ""):
                message = f"{key}: {pattern!r} {problem[0]}"
                raise self.error(message, pattern.strip() or key, problem[1])
        return patterns

    def folder(self, value: object, key: str) -> str:
        """A folder of the vault without the slashes around it; empty for the vault itself."""
        text = self.text(value, key)
        if ".." in text.split("/"):
            raise self.error(f"{key} = {text!r} leaves the vault", key, "'docs', 'content'")
        if "\\" in text or DRIVE.match(text):
            raise self.error(f"{key} = {text!r} is no folder of the vault", key, "'docs/notes'")
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
            raise self._no_regex(text, key, error) from None

    def _no_regex(self, text: str, key: str, error: Exception) -> RcaGraphError:
        """Says the column of the file, where the pattern stands there as it is."""
        reason = error.msg if isinstance(error, re.error) else str(error)
        at = (error.pos if isinstance(error, re.error) else None) or 0
        near = text if self._found(text) else key
        line = self.lines[self._line_with(near) - 1] if self.lines else ""
        start = line.find(text.split("\n")[0]) if "\n" not in text[:at] else -1
        where = f"column {start + at + 1}" if start >= 0 else f"position {at + 1} of it"
        message = f"{key}: {text!r} is no regular expression: {reason}, at {where}"
        return self.error(message, near, regex_tip(error))

    def regexes(self, value: object, key: str) -> tuple[re.Pattern[str], ...]:
        return tuple(self.regex(text, key) for text in self.strings(value, key))

    def headings(self, value: object, key: str) -> tuple[str, ...]:
        """Headings by their words, or regexes between slashes."""
        names = self.strings(value, key)
        for name in names:
            self._heading(name, key, name)
        return names

    def _heading(self, name: str, key: str, text: str) -> None:
        if is_regex(name):
            self.regex(name[1:-1], key)
        elif meant := heading_problem(name):
            message = f"{key}: {name!r} is read as the words of a heading, not as a regex"
            raise self.error(message, text, text.replace(name, meant))

    def sources(self, value: object, key: str) -> Sources:
        """Expressions, or tables of expressions and what is taken of the values that they give."""
        values = value if isinstance(value, list) else [value]
        found: list[Source] = []
        for one in values:
            if isinstance(one, Mapping):
                raw = self.keys(one, "a source")
                texts = self.strings(raw.get("from", []), "from")
                if not texts:
                    raise self.error(f"{key}: a source has no from", key, "{ from = 'text' }")
                found += self.taken([self._source(text, key) for text in texts], raw)
            else:
                found += (self._source(text, key) for text in self.strings(one, key))
        return tuple(found)

    def taken(self, sources: Iterable[Source], raw: Raw) -> Sources:
        """The sources with the table's `pattern`, but for those that have one of their own."""
        pattern = self.regex(raw["pattern"], "pattern") if "pattern" in raw else None
        return tuple(replace(source, pattern=source.pattern or pattern) for source in sources)

    def _source(self, text: str, key: str) -> Source:
        try:
            source = parse_source(text)
        except ValueError as error:
            if isinstance(error.__context__, (re.error, OverflowError, RecursionError)):
                pattern = getattr(error.__context__, "pattern", None) or text
                raise self._no_regex(pattern, key, error.__context__) from None
            message, _, tip = str(error).partition(": write ")
            near = text if re.search(r"\w", text) else key
            raise self.error(f"{key}: {message}", near, source_tip(text, tip)) from None
        for name in headings_of(source):
            self._heading(name, key, text)
        return source

    def kind(self, value: object, key: str, place: str = "") -> str:
        return self.kinds(self.text(value, key), key, place)[0]

    def kinds(self, value: object, key: str, place: str = "") -> tuple[str, ...]:
        """One kind or several; `place` is the table where kinds are keys."""
        kinds = self.strings(value, key)
        for kind in kinds:
            if kind not in self.ontology.nodes:
                where = belongs(kind, place) if place else ""
                if not where and nearest(kind, self.ontology.nodes) is None:
                    where = OWN_KINDS
                raise self.unknown(f"{kind!r} is no kind", kind, self.ontology.nodes, where)
        if not kinds:
            raise self.error(f"{key} names no kind", key, ", ".join(self.ontology.nodes))
        return kinds

    def joins(self, rel: str, source: str, target: str, turn: str = "") -> None:
        """Refuses an edge that the ontology forbids; `turn` is how to write it the other way."""
        edge = self.ontology.edges[rel]
        if edge.joins(source, target):
            return
        message = f"{rel} may not join {source} to {target}"
        if turn and edge.joins(target, source):
            raise self.error(f"{message}, it goes from {target} to {source}", rel, turn)
        tip = f"It joins {' or '.join(edge.sources)} to {' or '.join(edge.targets)}"
        raise RcaGraphError(self.error(message, rel).message, tip)

    def edge(self, value: object, key: str) -> str:
        name = self.text(value, key)
        if name not in self.ontology.edges:
            raise self.unknown(f"{name!r} is no edge", name, self.ontology.edges)
        return name
