"""From the files of a vault to its graph; where no file changed, to the graph of the last time."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

import msgspec

from rcagraph.build.built import Built, built_of, parts_of
from rcagraph.build.cache import Cache, opened
from rcagraph.build.files import Files, cached, keep
from rcagraph.build.mark import mark_of
from rcagraph.build.reading import Reading
from rcagraph.build.said import used_rules
from rcagraph.build.wire import NotWritable
from rcagraph.extract import declared
from rcagraph.extract.idle_rules import idle_rules
from rcagraph.graph.join import join, names_of
from rcagraph.graph.resolve import Resolver
from rcagraph.model.facts import Fact

Names = Callable[[], Resolver]
"""What links and fields may call the nodes that notes declare, once somebody asks."""


class Told(NamedTuple):
    """As which file the profile is told of: where it declares what no note does, and where its own
    rules stand."""

    declared: str
    rules: str


def build(files: Files, profile: Told, use_cache: bool) -> tuple[Built, Names]:
    """The same with and without the cache."""
    if not use_cache:
        return _joined(files, files.read(), profile)
    with opened(files.root, mark_of(files.profile, profile.rules)) as cache:
        if cache is None:
            return _joined(files, files.read(), profile)
        return _cached(files, cache, profile)


def _cached(files: Files, cache: Cache, told: Told) -> tuple[Built, Names]:
    marks = files.marks(cache)
    if key := _key([(path, marks[path][1]) for path in files.paths if path in marks], files.paths):
        with suppress(msgspec.DecodeError, KeyError, ValueError):
            built = built_of(cache.built(key), files.profile.ontology)
            files.tell_all()
            return built, lambda: names_of(_facts(files, files.read(), told), files.profile)
    known = cached(cache, marks)
    readings = files.read(known)
    keep(cache, [reading for reading in readings if reading.path not in known])
    built, names = _joined(files, readings, told)
    if key := _key([(r.path, r.digest) for r in readings if r.digest], files.paths):
        with suppress(NotWritable):
            cache.keep_built(key, list(parts_of(built)))
    return built, names


def _key(digests: Sequence[tuple[str, bytes]], paths: Sequence[str]) -> bytes:
    """Of all the files, in their order; empty where one of them could not be read."""
    if len(digests) < len(paths) or not paths:
        return b""
    return blake2b(b"".join(digest for _, digest in digests), digest_size=16).digest()


def _joined(files: Files, readings: Sequence[Reading], told: Told) -> tuple[Built, Names]:
    profile, said = files.profile, [reading.said for reading in readings]
    joined = join(_facts(files, readings, told), profile)
    found = [*chain.from_iterable(one.diagnostics for one in said), *joined.diagnostics]
    found += idle_rules(profile, used_rules(profile, said), files.paths, told.rules)
    found.sort(key=lambda one: one.sort_key)
    documents = sum(one.documents for one in said)
    built = Built(joined.graph, tuple(found), documents, joined.wikilinks, joined.dangling)
    return built, lambda: joined.names


def _facts(files: Files, readings: Sequence[Reading], told: Told) -> Iterator[Fact]:
    yield from declared(files.profile, told.declared)
    for reading in readings:
        yield from reading.said.facts
