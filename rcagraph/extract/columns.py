"""Tables under a heading that a rule reads, of which it knows no column."""

from collections.abc import Collection, Iterable, Iterator

from rcagraph.extract.once import once_each
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.profile.shape import TypeRule
from rcagraph.profile.source import Where
from rcagraph.vault.note import Note, Table


def unknown_columns(
    note: Note, tables: Iterable[Table], where: str, *keys: str
) -> Iterator[Diagnostic]:
    """One a table; `keys` are the columns that the profile must name in its table `where`."""
    for table in tables:
        names = _names(table)
        if not names or not table.rows:
            continue
        pairs = zip(keys, names, strict=False)
        shown = ", ".join(f"{key} = '(?i)^{_plain(name)}$'" for key, name in pairs)
        hint = f"if it is to be read, write in {where} of the profile, for instance: {shown}"
        yield _unknown(note, table, hint)


def unread_lists(note: Note, rule: TypeRule, lists: Collection[str]) -> Iterator[Diagnostic]:
    """Tables where the values of a property are looked for in lists, and there is none.

    `lists` are the properties of which the note says nothing. One a table, under whatever other
    heading of the rule's it stands.
    """
    if not note.tables:
        return
    elsewhere = note.sections_named(*read_as_tables(rule))
    told = set[int]()
    for name in lists:
        sources = rule.fields[name].sources
        for heading in (s.argument for s in sources if s.where in (Where.LIST, Where.SECTION)):
            sections = note.sections_named(heading) - elsewhere
            for table in (t for t in note.tables if t.section in sections and _names(t)):
                if table.line not in told:
                    told.add(table.line)
                    first = _names(table)[0]
                    hint = f'for instance {name} = "table:{heading}.{first}" in the profile'
                    yield _unknown(note, table, hint)


@once_each
def read_as_tables(rule: TypeRule) -> tuple[str, ...]:
    """The headings under which the rule reads tables."""
    found = [*(rule.timeline.sections if rule.timeline else ())]
    found += rule.actions.sections if rule.actions else ()
    for source in rule.sources:
        found += (heading for heading, _ in source.columns if source.where is Where.TABLE)
    return tuple(found)


def _names(table: Table) -> list[str]:
    return [name.strip() for name in table.header if name.strip()]


def _unknown(note: Note, table: Table, hint: str) -> Diagnostic:
    heading = note.section_name(table.section)
    where = f"under {heading!r}" if heading else "keys of entries"
    detail = f"{', '.join(_names(table))} ({where})"
    return Diagnostic(Code.RCA208, note.path, table.line, detail, hint)


def _plain(name: str) -> str:
    """A regex for the header that needs no quoting in TOML."""
    return "".join(c if c.isalnum() or c == " " else "." for c in name).casefold()
