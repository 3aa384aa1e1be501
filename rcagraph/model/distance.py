"""How many slips of the hand lie between two words."""


def slips(a: str, b: str, most: int) -> int | None:
    """Letters left out, added, changed or swapped with their neighbour; None for over `most`.

    The optimal string alignment distance: no letter is changed twice.
    """
    a, b = _differing(a, b)
    if abs(len(a) - len(b)) > most:
        return None
    far = most + 1
    before, row = [far] * (len(b) + 1), list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        last, before, row = before, row, [far] * (len(b) + 1)
        row[0] = i
        for j in range(max(1, i - most), min(len(b), i + most) + 1):
            least = before[j - 1] + (letter != b[j - 1])
            if before[j] < least:  # no `min`: this is most of what `check` does
                least = before[j] + 1
            if row[j - 1] < least:
                least = row[j - 1] + 1
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == b[j - 1]:
                least = min(least, last[j - 2] + 1)
            row[j] = least
        if min(row) > most and min(before) > most:
            return None
    return row[-1] if row[-1] <= most else None


def _differing(a: str, b: str) -> tuple[str, str]:
    """Both without what they begin and end with alike."""
    start, most = 0, min(len(a), len(b))
    while start < most and a[start] == b[start]:
        start += 1
    end = 0
    while end < most - start and a[-1 - end] == b[-1 - end]:
        end += 1
    return a[start : len(a) - end], b[start : len(b) - end]
