"""A named query kept to what one vault says, in a Neo4j database that may hold several.

Every edge there is marked with the vault that says it, so an edge of the vault leads to nodes that
the vault names, whoever else names them too. Only a node that the query asks for without an edge
needs a condition of its own.
"""

from collections.abc import Iterator, Sequence

from rcagraph.engines.tokens import Kind, Token, tokens

VAULT = "vault"
"""The name of the parameter: the mark of the vault's nodes and edges."""
NODE = (
    " WHERE {0}._vault = $vault AND {0}._stale IS NULL "
    "OR EXISTS {{ MATCH ({0})-[r]-() WHERE r._vault = $vault }}"
)
"""A stale node has gone from its vault, and stands there only because others point to it."""
EDGE = " {_vault: $vault}"
PAIRS = {"(": ")", "[": "]"}


def scoped(text: str) -> str:
    """The query with every edge, and every node without an edge, kept to the vault `$vault`.

    `ValueError` where an edge has a condition already: no named query has one.
    """
    read = tokens(text)
    seen = [i for i, token in enumerate(read) if token.kind is not Kind.SPACE]
    added = dict(_conditions(read, seen))
    return "".join(added.get(i, "") + token.text for i, token in enumerate(read))


def _conditions(read: Sequence[Token], seen: Sequence[int]) -> Iterator[tuple[int, str]]:
    """By the index of the bracket that they stand before."""
    words = [read[i].word for i in seen]
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        if word == "[" and before == "-":
            end = _end(words, at)
            if {"{", "WHERE"} & set(words[at:end]):
                raise ValueError(f"an edge has a condition already: {read[seen[at + 2]].text}")
            yield seen[end], EDGE
        elif word == "(" and before == "MATCH":
            end = _end(words, at)
            if words[end + 1 : end + 2] not in (["-"], ["<"]):
                yield seen[end], NODE.format(read[seen[at + 1]].text)


def _end(words: Sequence[str], at: int) -> int:
    """Where the bracket at `at` closes."""
    opens, closes, depth = words[at], PAIRS[words[at]], 0
    for end in range(at, len(words)):
        depth += (words[end] == opens) - (words[end] == closes)
        if depth == 0:
            return end
    raise ValueError("a bracket is not closed")
