"""Files of a folder that are notes though they do not end in `.md`."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from rcagraph.vault.globs import is_literal
from rcagraph.vault.note import Note
from rcagraph.vault.walk import walk

MARKDOWN = (".markdown", ".mdown", ".mkd", ".mdx")
SERIES = re.compile(r"([A-Za-z]+)[-_ ]?\d")
"""`PM2022-009 …`: the beginning of a name in a series."""
PLAIN_TEXT = (".txt", ".text", ".adoc", ".asciidoc", ".rst", ".org")
"""Notes where a folder has more of them than of Markdown."""
FEWEST_IN_SERIES = 3
MOST_NAMED = 5
HEADER = re.compile(r"(?:[A-Za-z][\w -]{0,30}:[ \t]+\S[^\n]*\n){2}")


def beyond_markdown(root: Path) -> tuple[str, ...]:
    """Patterns for `include`: other suffixes of Markdown, and members of a series without any."""
    paths = [PurePosixPath(path) for path in walk(root, ("**/*",)).value]
    suffixes = [suffix for suffix in MARKDOWN if any(path.suffix == suffix for path in paths)]
    counted = Counter(_series(path) for path in paths if path.suffix == ".md")
    members = [
        str(path)
        for path in paths
        if not path.suffix and (_series(path) or "") and counted[_series(path)] >= FEWEST_IN_SERIES
    ]
    named = [path for path in members if is_literal(path)][:MOST_NAMED]
    return (*(f"**/*{suffix}" for suffix in (*suffixes, *_plain_text(paths))), *named)


def _plain_text(paths: list[PurePosixPath]) -> Iterator[str]:
    counted = Counter(path.suffix for path in paths)
    markdown = sum(counted[suffix] for suffix in (".md", *MARKDOWN))
    for suffix in PLAIN_TEXT:
        if counted[suffix] >= FEWEST_IN_SERIES and counted[suffix] > markdown:
            yield suffix


def have_headers(notes: Iterable[Note]) -> bool:
    """Whether most of them begin with lines `Key: value` and no fence."""
    listed = list(notes)
    headed = sum(bool(HEADER.match(note.body)) and not note.front for note in listed)
    return 2 * headed > len(listed)


def _series(path: PurePosixPath) -> str | None:
    match = SERIES.match(path.name)
    return f"{path.parent}/{match.group(1)}" if match else None
