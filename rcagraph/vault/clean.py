"""Characters that no terminal, XML file or database should meet, out of notes and names."""

import re

# C0 without tab and line feed, DEL, C1, surrogates, noncharacters: ESC steers a terminal, and
# NUL or a lone surrogate makes a database or an encoder refuse the whole text.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def cleaned(text: str) -> str:
    """The text with U+FFFD for each control character."""
    return CONTROL.sub("\ufffd", text)
