"""Chance in a table whose rows keep their size and whose columns keep their total (R10)."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

MOST_ROUNDS = 2_000
CLOSE = 1e-11

Polynomial = list[float]
"""Coefficients from the constant up, cut off at the largest row."""


class FixedMargins:
    """Rows of size k hold the columns of a set S with probability ∝ Πw over S.

    w is fitted so that every column expects its total: the maximum-entropy table, with each row's
    size kept exactly (Chen, Dempster and Liu 1994, Biometrika 81:457). Columns of equal total
    share one w.
    """

    def __init__(self, sizes: Iterable[int], totals: Iterable[int]) -> None:
        self._rows = Counter(size for size in sizes if size)
        columns = Counter(total for total in totals if total)
        self._totals = sorted(columns)
        self._many = [columns[total] for total in self._totals]
        self._top = max(self._rows, default=0)
        self._weights = self._fitted() if columns else []
        self._together = cache(self._expected)

    def together(self, one: int, other: int) -> float:
        """Rows expected to hold both of two columns that have these totals."""
        return self._together(min(one, other), max(one, other))

    def _fitted(self) -> list[float]:
        """Each weight times total/expected, until all totals are met."""
        weights = [float(total) for total in self._totals]
        for _ in range(MOST_ROUNDS):
            weights = self._scaled(weights)
            off = [t / e for t, e in zip(self._totals, self._means(weights), strict=True)]
            if all(abs(ratio - 1) < CLOSE for ratio in off):
                break
            weights = [w * ratio for w, ratio in zip(weights, off, strict=True)]
        return weights

    def _scaled(self, weights: list[float]) -> list[float]:
        """A common factor changes no row; this one keeps the sums within a float's range."""
        total = sum(w * many for w, many in zip(weights, self._many, strict=True))
        return [w * self._top / total for w in weights]

    def _means(self, weights: list[float]) -> list[float]:
        """What a column of each class expects."""
        powers = [self._power(*each) for each in zip(weights, self._many, strict=True)]
        before, after = [[1.0]], [[1.0]]
        for power in powers[:-1]:
            before.append(self._times(before[-1], power))
        for power in reversed(powers[1:]):
            after.append(self._times(after[-1], power))
        whole = self._times(before[-1], powers[-1])
        found = []
        for weight, many, left, right in zip(
            weights, self._many, before, reversed(after), strict=True
        ):
            rest = self._times(self._times(left, right), self._power(weight, many - 1))
            found.append(weight * self._share(rest, whole, 1))
        return found

    def _expected(self, one: int, other: int) -> float:
        left = Counter(dict(zip(self._totals, self._many, strict=True)))
        left.subtract((one, other))
        weight = dict(zip(self._totals, self._weights, strict=True))
        rest, whole = [1.0], [1.0]
        for total, many in zip(self._totals, self._many, strict=True):
            rest = self._times(rest, self._power(weight[total], left[total]))
            whole = self._times(whole, self._power(weight[total], many))
        return weight[one] * weight[other] * self._share(rest, whole, 2)

    def _share(self, rest: Polynomial, whole: Polynomial, held: int) -> float:
        """Rows that hold `held` given columns, their weights apart."""
        return sum(
            rows * rest[size - held] / whole[size]
            for size, rows in self._rows.items()
            if 0 <= size - held < len(rest)
        )

    def _power(self, weight: float, many: int) -> Polynomial:
        """(1 + wz) to the power of `many`."""
        found = [1.0]
        for k in range(min(many, self._top)):
            found.append(found[-1] * weight * (many - k) / (k + 1))
        return found

    def _times(self, one: Polynomial, other: Polynomial) -> Polynomial:
        from numpy import convolve

        product: Polynomial = convolve(one, other)[: self._top + 1].tolist()
        return product
