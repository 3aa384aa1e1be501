"""Tables under a heading that a rule reads, of which it knows no column."""

from collections.abc import Collection, Iterable, Iterator

from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.profile.shape import TypeRule
from rcagraph.profile.source import Where
from rcagraph.vault.note import Note, Table


def unknown_columns(
    note: Note, tables: Iterable[Table], where: str, *keys: str
) -> Iterator[Diagnostic]:
    """One a table; `keys` are the columns that the profile must name in its table `where`."""
    for table in tables:
        names = [name.strip() for name in table.header if name.strip()]
        if not names or not table.rows:
            continue
        detail = f"{', '.join(names)} (under {note.section_name(table.section)!r})"
        pairs = zip(keys, names, strict=False)
        shown = ", ".join(f"{key} = '(?i)^{_plain(name)}$'" for key, name in pairs)
        hint = f"if it is to be read, write in {where} of the profile, for instance: {shown}"
        yield Diagnostic(Code.RCA208, note.path, table.line, detail, hint)


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
        for source in rule.fields[name].sources:
            if source.where not in (Where.LIST, Where.SECTION):
                continue
            sections = note.sections_named(source.argument) - elsewhere
            for table in note.tables:
                header = next((name.strip() for name in table.header if name.strip()), "")
                if table.section not in sections or table.line in told or not header:
                    continue
                told.add(table.line)
                names = ", ".join(filter(None, map(str.strip, table.header)))
                detail = f"{names} (under {note.section_name(table.section)!r})"
                hint = f'for instance {name} = "table:{source.argument}.{header}" in the profile'
                yield Diagnostic(Code.RCA208, note.path, table.line, detail, hint)


def read_as_tables(rule: TypeRule) -> Iterator[str]:
    """The headings under which the rule reads tables."""
    yield from rule.timeline.sections if rule.timeline else ()
    yield from rule.actions.sections if rule.actions else ()
    for source in rule.sources:
        yield from (heading for heading, _ in source.columns if source.where is Where.TABLE)


def _plain(name: str) -> str:
    """A regex for the header that needs no quoting in TOML."""
    return "".join(c if c.isalnum() or c == " " else "." for c in name).casefold()
