"""The lines at which the parser's offsets stand, which are of bytes."""


class LineCount:
    """Counts on from the offset that was asked last: none is far from the one before."""

    def __init__(self, body: str, first_line: int) -> None:
        self._bytes = body.encode()
        self._offset, self._line = 0, first_line

    def line(self, offset: int) -> int:
        if offset >= self._offset:
            self._line += self._bytes.count(b"\n", self._offset, offset)
        else:
            self._line -= self._bytes.count(b"\n", offset, self._offset)
        self._offset = offset
        return self._line
