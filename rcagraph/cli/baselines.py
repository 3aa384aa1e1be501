"""The file of `check --baseline`: read, compared with what is found, written."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rcagraph.cli.output import count
from rcagraph.model.errors import RcaGraphError

if TYPE_CHECKING:
    from rcagraph.model.diagnostics import Diagnostic
    from rcagraph.report.baseline import Known


def read(file: Path, is_updated: bool) -> "Known":
    """The findings of the file; none where it is yet to be written.

    `RcaGraphError` where it is not there or is no baseline: nothing else is ever written over.
    """
    from rcagraph.report.baseline import Known, from_json

    if is_updated and not file.exists():
        return Known()
    try:
        return from_json(file.read_text("utf-8"))
    except OSError as error:
        message = f"cannot read the baseline {file}: {error.strerror or error}"
        raise RcaGraphError(message, "Write one with --update-baseline") from error
    except ValueError as error:
        said = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        message = f"{file} is no baseline: {said}"
        raise RcaGraphError(message, "Name another file, or delete it and write it anew") from error


def apply(
    file: Path,
    known: "Known",
    found: "tuple[Diagnostic, ...]",
    is_asked: Callable[[str], bool],
    is_updated: bool,
    quiet: bool,
) -> "tuple[Diagnostic, ...]":
    """What is found beyond the baseline, which is written anew before where that is asked for.

    Findings of codes that were not asked for stay in it.
    """
    from rcagraph.export.files import write_text
    from rcagraph.report import baseline

    remarks = list[str]()
    if is_updated:
        others = {entry: times for entry, times in known.items() if not is_asked(entry[0])}
        known = baseline.known(found) + baseline.Known(others)
        write_text(file, baseline.to_json(known))
        remarks.append(f"{file}: {count(sum(known.values()), 'finding')} written")
    result = baseline.compared(found, known, is_asked)
    if result.hidden:
        remarks.append(f"{result.hidden} hidden by the baseline")
    if result.gone:
        remarks.append(f"{result.gone} of the baseline no longer found: --update-baseline")
    for remark in remarks if not quiet else ():
        click.echo(remark, err=True)
    return result.new
