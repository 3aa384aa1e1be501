"""The tables of a profile with the keys that each takes, and where a key that is none belongs."""

from collections.abc import Iterable, Iterator, Mapping

TOP = "the profile"
TABLES: Mapping[str, tuple[str, ...]] = {
    TOP: (
        *("use", "vault", "classify", "type", "extend", "links", "normalise", "declare", "mention"),
        *("kind", "edge", "property", "properties", "analysis", "neo4j"),
    ),
    "[vault]": (
        *("name", "id", "root", "include", "exclude", "front_matter", "timezone", "date_formats"),
        *("encoding", "placeholders", "share"),
    ),
    "[classify]": ("by", "words", "default"),
    "[[type]]": (
        *("type", "extend", "path", "where", "records", "page", "id", "name", "title"),
        *("aliases", "fields", "edge", "edges", "dependencies", "timeline", "actions"),
    ),
    "a source": ("from", "pattern"),
    "[type.fields.KIND]": (
        *("from", "pattern", "kind", "map", "values", "open", "placeholders", "pick", "currency"),
    ),
    "[[type.edge]]": (
        *("rel", "to", "from", "reverse", "first", "match", "split", "pattern"),
        *("entity_ref", "by_path", "map"),
    ),
    "[type.dependencies]": ("from", "pattern", "to", "rel", "keys", "map"),
    "[type.dependencies.keys]": (
        *("name", "strength", "probability", "since", "role", "any_of", "k_of_n"),
    ),
    "[type.timeline]": (
        *("from", "section", "time", "event", "date", "negation", "milestones", "last"),
    ),
    "[type.actions]": ("section", "columns", "marks", "split", "owners", "map"),
    "[links]": (
        *("default", "rel", "section_rel", "sections", "name", "ignore", "rewrite", "suffixes"),
        *("site_root", "namespaces"),
    ),
    "[[links.name]]": ("like", "kind"),
    "[normalise.KIND]": ("sub", "fold", "slug", "drop", "alias"),
    "[[declare]]": ("type", "names"),
    "[[mention]]": ("type", "in", "to", "rel"),
    "[[kind]]": ("name", "doc", "identity"),
    "[[edge]]": ("name", "from", "to", "doc", "inverse", "impact"),
    "[[property]]": ("of", "name", "type", "doc"),
    "[analysis]": ("complete_until", "family", "hard", "soft", "weights"),
    "[neo4j]": ("uri", "username", "database"),
}
"""By place, as messages call it."""
HEADERS = (
    *("[classify.words]", "[type.fields]", "[[type.edge]]", "[type.edges]"),
    *("[type.dependencies]", "[type.dependencies.keys]"),
    *("[type.timeline]", "[type.timeline.milestones]", "[type.actions]"),
    *("[type.actions.columns]", "[type.actions.marks]", "[links.rel]", "[links.section_rel]"),
    *("[links.sections]", "[[links.name]]", "[links.rewrite]", "[links.suffixes]"),
    *("[normalise.KIND]", "[normalise.KIND.sub]", "[normalise.KIND.alias]", "[vault.share]"),
    "[analysis.weights]",
)
"""Tables in tables, as people write them."""
MOST_HOMES = 2


def belongs(key: str, place: str, is_table: bool = False, only_near: bool = False) -> str:
    """Where a key goes that `place` does not have, as a sentence; empty where no table has it.

    With `only_near` those tables count that have something to do with the place.
    """
    headers = _nearest(_headers(key), place, only_near)
    homes = _nearest(_homes(key, place), place, only_near)
    if headers and (is_table or not homes):
        return f"{key!r} is a table of its own: {' or '.join(headers)}."
    if homes == [TOP]:
        return f"{key!r} stands at the top of the file, above all [tables]."
    if not homes:
        return ""
    where = " or ".join(homes)
    return f"{key!r} is a key of {where}: in TOML a key belongs to the last [table] above it."


def _headers(key: str) -> Iterator[str]:
    return (header for header in HEADERS if header.strip("[]").split(".")[-1] == key)


def _homes(key: str, place: str) -> Iterator[str]:
    return (home for home, keys in TABLES.items() if key in keys and home != place)


def _nearest(homes: Iterable[str], place: str, only_near: bool) -> list[str]:
    """Those that begin or end as the place does, else all; those further out first."""
    listed = sorted(homes, key=lambda home: home.count("."))
    parts = _parts(place)
    ends = [home for home in listed if _parts(home)[-1] == parts[-1]]
    related = ends or [home for home in listed if _parts(home)[0] == parts[0]]
    return (related or ([] if only_near else listed))[:MOST_HOMES]


def _parts(place: str) -> list[str]:
    return place.strip("[]").split(".")
