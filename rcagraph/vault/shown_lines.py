"""Text as it is gathered from raw HTML, line by line as it is written."""

from typing import NamedTuple

from rcagraph.vault.note import Line


class _Piece(NamedTuple):
    line: int
    joint: str
    """What joins the line that begins here to the one before; empty where none begins."""
    text: str


class ShownLines:
    """The open text. A break within it, `<br>`, is kept; one of the source is a blank."""

    def __init__(self) -> None:
        self._pieces: list[_Piece] = []

    def write(self, text: str, line: int) -> None:
        for number, part in enumerate(text.split("\n")):
            is_new = number or not self._pieces
            self._pieces.append(_Piece(line + number, " " if is_new else "", part))

    def end_line(self, line: int) -> None:
        self._pieces.append(_Piece(line, "\n", ""))

    @property
    def end(self) -> int:
        """Where the text ends by now, for `since`."""
        return len(self._pieces)

    def since(self, start: int) -> str:
        return " ".join("".join(p.joint + p.text for p in self._pieces[start:]).split())

    def taken(self) -> tuple[str, tuple[Line, ...]]:
        """The whole text and its lines, but for those that are blank; then nothing is open."""
        written: list[tuple[_Piece, list[str]]] = []
        for piece in self._pieces:
            if piece.joint or not written:
                written.append((piece, []))
            written[-1][1].append(piece.text)
        self._pieces = []
        said = [(first, " ".join("".join(texts).split())) for first, texts in written]
        lines = [(first, text) for first, text in said if text]
        whole = "".join(first.joint + text for first, text in lines).strip()
        return whole, tuple(Line(text, first.line) for first, text in lines)
