"""Where a profile says what is wrong: the lines of its file, and the sentence that names one."""

import re
from collections.abc import Iterable

from rcagraph.model.errors import RcaGraphError
from rcagraph.profile.nearest import nearest

EXAMPLES = re.compile(r"['\[][^']*'?, |\S+, ")
"""How a list of what may stand somewhere begins."""


class Lines:
    """Finds the line of what is wrong, since TOML values do not know theirs."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.lines, self.start = file, text.split("\n"), 0
        self.plain_rules = 0
        """How many `[[type]]` tables the file has, before its `[extend.KIND]` tables."""
        self.extended: tuple[str, ...] = ()
        self.rule = "type"
        """What the headers of the rule begin with that is being read."""

    def enter(self, header: str | tuple[str, ...], number: int = 0, after: int = 0) -> int:
        """Look from the header's `number`th line on; the line's index, `after` if it has none."""
        lines = enumerate(text.replace(" ", "") for text in self.lines)
        found = [i for i, text in lines if i >= after and text.startswith(header)]
        self.start = found[number] if number < len(found) else after
        return self.start

    def enter_rule(self, number: int) -> int:
        """Look from the type rule's line on: `[[type]]`, or `[extend.KIND]` after all of these."""
        at = number - self.plain_rules
        if 0 <= at < len(self.extended):
            self.rule = f"extend.{self.extended[at]}"
            return self.enter(
                tuple(f"{dents}{self.rule}{end}" for dents in ("[", "[[") for end in ".]")
            )
        self.rule = "type"
        return self.enter("[[type]]", number)

    def error(self, message: str, near: str, allowed: str = "") -> RcaGraphError:
        """`near` is looked for in the file, and `allowed` is what may stand there instead."""
        one_of = "one of: " if EXAMPLES.match(allowed) else ""
        tip = f"Write {one_of}{allowed}" if allowed else ""
        return RcaGraphError(f"{self.file}:{self._line_with(near)}: {message}", tip)

    def unknown(
        self, message: str, word: str, known: Iterable[str], belonging: str = "", near: str = ""
    ) -> RcaGraphError:
        """A word that means nothing here, with the one that is likeliest meant."""
        words = list(known)
        meant = nearest(word, words)
        hint = [f"Did you mean {meant}?"] if meant else []
        hint += [belonging] if belonging else []
        error = self.error(message, near or word)
        return RcaGraphError(error.message, " ".join([*hint, f"Write one of: {', '.join(words)}"]))

    def _line_with(self, near: str) -> int:
        return self._found(near) or self.start + 1

    def _found(self, near: str) -> int | None:
        """The line with the word; a text of several lines is found by its first one."""
        first = next(iter(near.strip().splitlines()), "")
        word = re.compile(rf"(?<![\w-]){re.escape(first)}(?![\w-])")
        for number, text in enumerate(self.lines[self.start :], self.start + 1):
            if not text.lstrip().startswith("#") and word.search(text):
                return number
        return None
