"""Characters that no terminal, XML file or database should meet, out of notes and names."""

import re

# C0 without tab and line feed, DEL, C1, surrogates, noncharacters: ESC steers a terminal, and
# NUL or a lone surrogate makes a database or an encoder refuse the whole text.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_ASCII_CONTROL = bytes(code for code in range(128) if CONTROL.match(chr(code)))


def is_plain(data: bytes) -> bool:
    """Whether it is ASCII without control characters: for a whole file the quicker question."""
    return data.isascii() and len(data.translate(None, _ASCII_CONTROL)) == len(data)


def cleaned(text: str) -> str:
    """The text with U+FFFD for each control character."""
    # Each of them is unprintable, and to ask that of the many short texts costs next to nothing.
    return text if text.isprintable() else CONTROL.sub("\ufffd", text)
