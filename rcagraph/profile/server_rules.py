"""The `[neo4j]` table of a profile: the server of the vault, which the environment may overrule."""

from collections.abc import Mapping

from rcagraph.profile.reader import Reader


def server_rules(table: object, read: Reader) -> Mapping[str, str]:
    """Never a password: the file lies among the notes, and is shared with them."""
    raw = read.table(table, "[neo4j]")
    for key in raw:
        if "password" in key.casefold():
            raise read.error(
                "a password does not belong in a file that is shared: take it out, "
                "and set NEO4J_PASSWORD",
                key,
            )
    read.keys(raw, "[neo4j]")
    return {key: read.text(value, key) for key, value in raw.items()}
