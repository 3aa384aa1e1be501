"""Known names in running text: whole words, the longest that fits, in any case."""

import re
from collections.abc import Iterable, Iterator


class KnownNames:
    """Names that may be looked up in many texts."""

    def __init__(self, names: Iterable[str]) -> None:
        known = sorted((name for name in names if name), key=lambda name: (-len(name), name))
        either = "|".join(map(re.escape, known))
        # A name ends where a longer word or a dotted name would go on: `api` is not in `api-gw`.
        self._regex = re.compile(rf"(?<![\w.-])(?:{either})(?![\w-]|\.\w)", re.IGNORECASE)
        self._is_empty = not known

    def found_in(self, text: str) -> Iterator[tuple[str, int]]:
        """Each name at its first place, with the offset there."""
        seen: set[str] = set()
        for match in () if self._is_empty else self._regex.finditer(text):
            name = match.group().casefold()
            if name not in seen:
                seen.add(name)
                yield match.group(), match.start()
