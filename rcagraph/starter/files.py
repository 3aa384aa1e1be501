"""Files of a folder that are notes though they do not end in `.md`."""

import re
from collections import Counter
from pathlib import Path, PurePosixPath

from rcagraph.vault.walk import walk

MARKDOWN = (".markdown", ".mdown", ".mkd", ".mdx")
SERIES = re.compile(r"([A-Za-z]+)[-_ ]?\d")
"""`PM2022-009 …`: the beginning of a name in a series."""
FEWEST_IN_SERIES = 3
MOST_NAMED = 5


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
    named = [path for path in members if not re.search(r"[*?\[\]{},]", path)][:MOST_NAMED]
    return (*(f"**/*{suffix}" for suffix in suffixes), *named)


def _series(path: PurePosixPath) -> str | None:
    match = SERIES.match(path.name)
    return f"{path.parent}/{match.group(1)}" if match else None
