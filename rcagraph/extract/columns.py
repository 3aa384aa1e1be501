"""Tables under a heading that a rule reads, of which it knows no column."""

from collections.abc import Iterable, Iterator

from rcagraph.model.diagnostics import Code, Diagnostic
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


def _plain(name: str) -> str:
    """A regex for the header that needs no quoting in TOML."""
    return "".join(c if c.isalnum() or c == " " else "." for c in name).casefold()
