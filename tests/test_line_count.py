"""Offsets in bytes to lines of the file."""

import pytest

from rcagraph.vault.line_count import LineCount


@pytest.mark.parametrize(
    ("offsets", "lines"),
    [
        ([0, 2, 3, 7, 8], [5, 5, 6, 7, 8]),
        ([8, 0, 7, 3, 2], [8, 5, 7, 6, 5]),
        ([3, 3, 3], [6, 6, 6]),
        ([100], [8]),
    ],
)
def test_lines_are_told_in_whatever_order_they_are_asked(
    offsets: list[int], lines: list[int]
) -> None:
    count = LineCount("é\n€\n\nab", 5)
    assert [count.line(offset) for offset in offsets] == lines
