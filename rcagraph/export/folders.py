"""A folder of files that belong together: all of them new, or all as they were."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from rcagraph.export.files import write_text
from rcagraph.model.errors import RcaGraphError

Put = Callable[[str, Iterable[str] | str], None]
"""Takes a file's name and its text."""

TEMPORARY = ".rcagraph-"


@contextmanager
def replacing_folder(folder: Path, mark: tuple[str, str], names: str, last: str) -> Iterator[Put]:
    """What is put replaces the folder's files once the block ends without an exception.

    `mark` is the file, with its first line, by which a folder of ours is known; `names` a pattern
    of all others. `last` is taken away first and comes last: without it nobody uses the rest.
    """
    try:
        place = folder.resolve()
        _refuse_foreign(place, folder, mark, names)
        place.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=place, prefix=TEMPORARY) as temporary:
            made = Path(temporary)
            yield lambda name, text: write_text(made / name, text)
            _swap(made, place, (mark[0], last))
    except OSError as error:
        raise RcaGraphError(
            f"cannot write into {folder}: {error.strerror or error}",
            "Name a folder that you may write to",
        ) from error


def _refuse_foreign(place: Path, folder: Path, mark: tuple[str, str], names: str) -> None:
    if not place.exists():
        return
    there = sorted(p.name for p in place.iterdir() if not p.name.startswith(TEMPORARY))
    foreign = [n for n in there if n != mark[0] and not re.fullmatch(names, n)]
    if there and not foreign and not _is_marked(place, mark):
        foreign = there
    if foreign:
        raise RcaGraphError(
            f"{folder} holds {foreign[0]!r}, which no export of this kind wrote",
            "Name an empty folder, or one that does not exist yet",
        )


def _is_marked(place: Path, mark: tuple[str, str]) -> bool:
    file = place / mark[0]
    if not file.is_file():
        return False
    with file.open(encoding="utf-8", errors="replace") as lines:
        return lines.readline().rstrip("\n") == mark[1]


def _swap(made: Path, place: Path, ends: tuple[str, str]) -> None:
    first, last = ends
    new = [p.name for p in made.iterdir()]
    old = {p.name for p in place.iterdir() if not p.name.startswith(TEMPORARY)}
    (place / last).unlink(missing_ok=True)
    for name in sorted(new, key=lambda name: (name == last, name != first, name)):
        if name == last:
            for stale in old - set(new):
                (place / stale).unlink()
        (made / name).replace(place / name)
