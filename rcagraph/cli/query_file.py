"""The text of a query: the argument, a file, or standard input."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def query_text_options(command: F) -> F:
    """TEXT or `-f FILE`, handed on as `text` and `file`."""
    text = click.argument("text", required=False)
    file = click.option(
        "-f",
        "--file",
        "file",
        type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
        help="A file with the query; - is standard input.",
    )
    return text(file(command))


def text_of(text: str | None, file: Path | None) -> str:
    if (text is None) == (file is None):
        raise click.UsageError("Give the query as TEXT or in a file with -f, not both.")
    return _read(file) if file else text or ""


def _read(file: Path) -> str:
    """The text of the file, without a byte order mark."""
    from rcagraph.model.errors import RcaGraphError

    try:
        with click.open_file(str(file), "rb") as stream:
            data: bytes = stream.read()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise RcaGraphError(
            f"cannot read the query {file}: {error.strerror}", "Name a file that you may read"
        ) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RcaGraphError(f"{file}:{line}: is not UTF-8", "Save it as UTF-8") from None
