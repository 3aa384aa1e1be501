"""By what it is known that a cached reading would be the same again: the profile and the code."""

import os
import sys
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from hashlib import blake2b
from pathlib import Path
from re import Pattern

import msgspec
import pyromark
import yaml

from rcagraph.model.version import __version__
from rcagraph.profile import Profile

READS = ("build", "extract", "graph", "model", "profile", "vault")
"""The folders whose code has a say in what files say and become."""


def mark_of(profile: Profile, file: str) -> str:
    """Other for another profile, one told of as another file, and for other code that reads."""
    told = repr((_plain(profile), file, _libraries(), _code(Path(__file__).parents[1])))
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def _libraries() -> tuple[str, ...]:
    names = (pyromark.__version__, yaml.__version__, msgspec.__version__)
    return (__version__, sys.version, *names)


def _code(package: Path) -> list[tuple[str, int, int]]:
    """Size and time of each file: an editable installation changes without its version."""
    found = []
    for folder in READS:
        with os.scandir(package / folder) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    told = entry.stat()
                    found.append((f"{folder}/{entry.name}", told.st_size, told.st_mtime_ns))
    return sorted(found)


def _plain(value: object) -> object:
    """Values whose `repr` tells all of them, in one order."""
    if is_dataclass(value) and not isinstance(value, type):
        return (type(value).__name__, *(_plain(getattr(value, f.name)) for f in fields(value)))
    if isinstance(value, Pattern):
        return (value.pattern, value.flags)
    if isinstance(value, Mapping):
        return tuple((_plain(key), _plain(held)) for key, held in value.items())
    if isinstance(value, set | frozenset):
        return sorted(map(repr, value))
    if isinstance(value, Collection) and not isinstance(value, str | bytes):
        return tuple(map(_plain, value))
    return value
