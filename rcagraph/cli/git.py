"""Git, asked about the repository that a folder lies in."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

SAFE = (
    *("--no-pager", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false"),
)
"""No pager, monitor, hook or signature check that the repository's configuration names is run."""


def said(
    folder: Path,
    *words: str,
    env: Mapping[str, str] | None = None,
    seconds: float | None = None,
) -> str | None:
    """What git prints; None where it refuses.

    `OSError` where there is no git, `subprocess.TimeoutExpired` where it takes longer.
    """
    done = subprocess.run(
        ["git", "-C", str(folder), *SAFE, *words],
        capture_output=True,
        env=env,
        timeout=seconds,
        check=False,
        encoding="utf-8",
        errors="surrogateescape",  # as Python has the names of such files
    )
    return done.stdout if done.returncode == 0 else None
