"""The properties of a node, from the sources that its type rule names."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, tzinfo
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from rcagraph.extract.find import Found, find, front_entry, group
from rcagraph.extract.labels import listed_after
from rcagraph.extract.misfit import Misfit
from rcagraph.extract.moments import is_clock, on_day
from rcagraph.extract.money import Money, money
from rcagraph.extract.once import once_each
from rcagraph.extract.signs import living
from rcagraph.extract.values import read_value
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.vocabulary import Value, ValueType
from rcagraph.profile.field_kinds import currency_property
from rcagraph.profile.shape import FieldRule, Profile, TypeRule, VaultRules
from rcagraph.profile.source import Source, Where
from rcagraph.vault.note import Note


class Fields:
    """The properties read, and what could not be typed."""

    def __init__(self) -> None:
        self.values: dict[str, Value] = {}
        self.lines: dict[str, int] = {}
        """Where each value that is no list stands."""
        self.diagnostics: list[Diagnostic] = []
        self.read: set[str] = set()
        """Of which the note says anything, were it a misfit."""
        self.clocks: dict[str, str] = {}
        """Moments of which only the time was written, and how."""


class _Read(NamedTuple):
    """A value and its line."""

    value: Value
    line: int
    currency: str = ""
    clock: str = ""
    """As written, of a moment that was put on the day of the incident."""


def read_fields(note: Note, rule: TypeRule, profile: Profile) -> Fields:
    """Every property that the rule names and the note gives."""
    fields, currencies = Fields(), dict[str, _Read]()
    zone, types = profile.vault.zone, profile.ontology.types
    for name in _day_first(rule):
        field = rule.fields[name]
        sources = living(note, field.sources)
        if not sources:
            continue
        reading = _Reading(note, field, sources, profile.vault, zone, day_said(fields.values))
        read = reading.listed() if types[name] is ValueType.STRINGS else reading.picked()
        found = [*reading.diagnostics, *_mapping(note, name, sources)]
        found += () if read else reading.timed
        fields.diagnostics += found
        if read or found:
            fields.read.add(name)
        if read:
            fields.values[name], fields.lines[name] = read.value, read.line
        if read and read.clock:
            fields.clocks[name] = read.clock
        if read and read.currency:
            currencies[currency_property(name)] = read
    for name, amount in currencies.items():
        fields.diagnostics += _currency(note, name, amount, fields)
    return fields


@once_each
def _day_first(rule: TypeRule) -> list[str]:
    """The fields in their order, but for the day: a time may need it."""
    return sorted(rule.fields, key=lambda name: name != "date")


def day_said(values: Mapping[str, Value]) -> date | None:
    """The day of an incident, where one is given."""
    day = values.get("date")
    return day if isinstance(day, date) and not isinstance(day, datetime) else None


def is_placeholder(text: str, vault: VaultRules) -> bool:
    """Whether the text means that there is no value."""
    return _placeholders(vault)(text)


@once_each
def _placeholders(vault: VaultRules) -> Callable[[str], bool]:
    """The same texts come back in every note."""
    patterns = vault.placeholders
    return lru_cache(maxsize=4096)(lambda text: any(p.search(text) for p in patterns))


def fits(text: str, rule: FieldRule, vault: VaultRules) -> bool:
    """Whether the text is a value of the kind that the field asks for."""
    if rule.kind == "money":
        return isinstance(money(text), Money)
    if rule.kind == "datetime" and is_clock(text, vault.zone):
        return True
    return not isinstance(read_value(text, rule.kind, vault.zone, vault.date_formats), Misfit)


class _Reading:
    """One field of one note: its values, and why others are none."""

    def __init__(
        self,
        note: Note,
        rule: FieldRule,
        sources: Sequence[Source],
        vault: VaultRules,
        zone: tzinfo,
        day: date | None,
    ) -> None:
        self.note, self.rule, self.sources = note, rule, sources
        self.vault, self.zone, self.day = vault, zone, day
        self.diagnostics: list[Diagnostic] = []
        self.timed: list[Diagnostic] = []
        """Times where a day is asked: to be said only if nothing else gives one."""

    def listed(self) -> _Read | None:
        """All that the first source that gives anything gives."""
        reads = list(self._fitting(group(self.note, self.sources)))
        return _Read(tuple(str(r.value) for r in reads), reads[0].line) if reads else None

    def picked(self) -> _Read | None:
        """The value of the first source whose text fits, or the pick of all."""
        pick, sources = self.rule.pick, self.sources
        if pick == "first":
            return next(self._fitting(self._firsts()), None)
        if pick == "all":
            reads = list(self._fitting(group(self.note, sources)))
            text = "\n\n".join(str(read.value) for read in reads)
            return _Read(text, reads[0].line) if reads else None
        reads = list(self._fitting(find(self.note, sources)))
        if not reads or pick == "last":
            return reads[-1] if reads else None
        return min(reads) if pick == "min" else max(reads)

    def _firsts(self) -> Iterator[Found]:
        """The first text of each source; that a list holds others is said, not passed over."""
        for source in self.sources:
            hits = find(self.note, (source,))
            first = next(hits, None)
            if first is None:
                continue
            entry = front_entry(self.note, source)
            if entry and isinstance(entry.value, tuple) and next(hits, None):
                detail = f"{source.text}: of a list, only {first.text!r} is read"
                self._say(Code.RCA106, first, detail, "keep one value")
            if source.where is Where.LIST and self.rule.kind == "text":
                # Of a list no item is the whole.
                yield first._replace(text=_listed([one.text for one in (first, *hits)]))
            else:
                yield self._with_list(first)

    def _with_list(self, found: Found) -> Found:
        """A paragraph that announces a list says what the list says."""
        if found.source.where is not Where.SECTION or not found.text.endswith((":", "：")):
            return found
        items = [text for text, _ in listed_after(self.note, found.place.line)]
        joint = "\n" if len(items) > 1 else " "
        return found._replace(text=f"{found.text}{joint}{_listed(items)}") if items else found

    def _fitting(self, found: Iterator[Found] | list[Found]) -> Iterator[_Read]:
        for hit in found:
            if self._is_placeholder(hit.text):
                continue
            text = self.rule.values.get(hit.text.casefold(), hit.text)
            value = self._value(text, hit)
            moment = self._on_day(text) if isinstance(value, Misfit) else None
            if moment:
                clock = text if is_clock(text, self.zone) else ""
                yield _Read(moment, hit.place.line, clock=clock)
            elif isinstance(value, Misfit):
                detail = f"{hit.place.where}: {hit.text!r} {value.problem}"
                is_time = self.rule.kind == "date" and is_clock(text, self.zone)
                self._say(Code.RCA106, hit, detail, value.hint, is_time)
            elif isinstance(value, Money):
                yield _Read(value.amount, hit.place.line, value.currency)
            elif value is not None:
                yield _Read(value, hit.place.line)

    def _is_placeholder(self, text: str) -> bool:
        own = self.rule.placeholders
        if own and any(pattern.search(text) for pattern in own):
            return True
        return is_placeholder(text, self.vault)

    def _value(self, text: str, hit: Found) -> Value | Money | Misfit | None:
        if self.rule.kind == "money":
            return money(text, self.rule.currency)
        if self.rule.allowed:
            return self._allowed(text, hit)
        return read_value(text, self.rule.kind, self.zone, self.vault.date_formats)

    def _on_day(self, text: str) -> datetime | None:
        """A time alone is on the day of the incident."""
        return on_day(text, self.day, self.zone) if self.rule.kind == "datetime" else None

    def _allowed(self, text: str, hit: Found) -> str | None:
        """The value as the profile spells it; None, and said, where it is none of them."""
        spelt = _spelt(self.rule)
        if self.rule.is_open or text.casefold() in spelt:
            return spelt.get(text.casefold(), text)
        near = get_close_matches(text.casefold(), spelt, 1)
        meant = f"did you mean {spelt[near[0]]}? " if near else ""
        hint = f"{meant}write one of {', '.join(self.rule.allowed)}"
        self._say(Code.RCA111, hit, f"{hit.place.where}: {hit.text!r}", hint)
        return None

    def _say(self, code: Code, hit: Found, detail: str, hint: str, is_time: bool = False) -> None:
        said = self.timed if is_time else self.diagnostics
        said.append(Diagnostic(code, hit.place.path, hit.place.line, detail, hint))


@once_each
def _spelt(rule: FieldRule) -> Mapping[str, str]:
    """The values of an enumeration by how they are compared."""
    return {value.casefold(): value for value in rule.allowed}


def _listed(items: list[str]) -> str:
    """A list as one text; its only item is a text already."""
    return "\n".join(f"- {text}" for text in items) if len(items) > 1 else items[0]


def _mapping(note: Note, name: str, sources: Sequence[Source]) -> Iterator[Diagnostic]:
    """A key of the field that holds keys of its own is no value."""
    for source in sources:
        entry = front_entry(note, source)
        if entry and isinstance(entry.value, dict) and entry.value:
            detail = f"{source.text}: keys stand where a value of {name} is asked"
            yield Diagnostic(Code.RCA106, note.path, entry.line, detail, "write one value")


def _currency(note: Note, name: str, amount: _Read, fields: Fields) -> Iterator[Diagnostic]:
    """The currency of an amount, where no field of its own says it; else both must agree."""
    said = fields.values.setdefault(name, amount.currency)
    fields.lines.setdefault(name, amount.line)
    if str(said).casefold() != amount.currency.casefold():
        detail = f"{name}: {said} in one place, {amount.currency} in another"
        yield Diagnostic(Code.RCA304, note.path, amount.line, detail)
