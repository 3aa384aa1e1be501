"""`python -m tests.fuzz TARGET SECONDS`: the coverage-guided fuzzer atheris on one target."""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["rcagraph"]):
    from tests.fuzz.targets import TARGETS

from tests.fuzz.seeds import seeds


def main(target: str, seconds: str) -> None:
    """Ends with an exit code of 0 when no input breaks a promise; else the input is printed."""
    run = TARGETS[target]
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(seeds(target)):
            (Path(folder) / str(number)).write_bytes(seed)
        options = [
            f"-max_total_time={seconds}",
            "-max_len=4096",
            "-timeout=30",
            "-rss_limit_mb=4096",
        ]
        atheris.Setup([sys.argv[0], *options, folder], run)
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
