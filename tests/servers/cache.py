"""Where what the servers are made of is kept, outside the repository, and who may add to it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def cache_folder() -> Path:
    own = os.environ.get("RCAGRAPH_TEST_CACHE")
    if own:
        return Path(own)
    caches = os.environ.get("XDG_CACHE_HOME")
    return (Path(caches) if caches else Path.home() / ".cache") / "rcagraph-tests"


@contextmanager
def one_at_a_time(program: str) -> Iterator[None]:
    """Of all test processes: neither Maven's own cache nor apt's bears two at once."""
    import fcntl

    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{program}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
