"""Front-matter keys as source expressions."""

import re

from rcagraph.profile.not_a_source import PART, quoted


def key_source(key: str) -> str:
    """The expression that reads the key; blanks count as `_`."""
    plain = re.sub(r"\s+", "_", key.strip())
    return plain if PART.match(plain) else quoted(key)
