"""How a module of ours is started as a process of its own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import IO


def started(module: str, complaints: IO[bytes] | int | None = None) -> "subprocess.Popen[bytes]":
    """With pipes to and from it; `OSError` where there is no Python to start.

    Never with the current folder on the path of imports: it may be a vault of somebody else.
    """
    package = str(Path(__file__).parents[2])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
    )
