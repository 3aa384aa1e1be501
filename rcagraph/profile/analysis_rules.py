"""The `[analysis]` table of a profile: families, completeness, what edges and tiers weigh."""

import math
from collections.abc import Callable
from datetime import date, datetime

from rcagraph.model.errors import RcaGraphError
from rcagraph.model.names import folded
from rcagraph.profile.reader import Reader
from rcagraph.profile.shape import FAMILY_PARTS, AnalysisRules


def analysis_rules(table: object, read: Reader) -> AnalysisRules:
    raw = read.keys(table, "[analysis]")
    default = AnalysisRules()
    weights = read.table(raw.get("weights", {}), "analysis.weights")
    return AnalysisRules(
        complete_until=_day(raw.get("complete_until"), read),
        family=_family(raw.get("family", ",".join(default.family)), read),
        hard=_number(
            raw.get("hard", default.hard), "hard", read, _is_chance, "a number from 0 to 1"
        ),
        soft=_number(
            raw.get("soft", default.soft), "soft", read, _is_chance, "a number from 0 to 1"
        ),
        weights={
            folded(tier): _number(weight, tier, read, _is_weight, "0, 1, 2.5, …")
            for tier, weight in weights.items()
        },
    )


def _day(value: object, read: Reader) -> date | None:
    """A date of TOML, or the same as text."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if value is None:
        return None
    try:
        return date.fromisoformat(read.text(value, "complete_until"))
    except (ValueError, RcaGraphError):
        message = f"complete_until = {str(value)!r} is no day"
        raise read.error(message, "complete_until", "2026-01-31") from None


def _family(value: object, read: Reader) -> tuple[str, ...]:
    """`"service, failure_mode"`, or a list of the parts."""
    texts = (part for text in read.strings(value, "family") for part in text.split(","))
    parts = tuple(dict.fromkeys(read.choice(p.strip(), "family", FAMILY_PARTS) for p in texts))
    if not parts:
        raise read.error("family names no part", "family", ", ".join(FAMILY_PARTS))
    return parts


def _number(
    value: object, key: str, read: Reader, fits: Callable[[float], bool], allowed: str
) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not fits(value):
        raise read.error(f"{key} = {value!r} is no number that fits", key, allowed)
    return float(value)


def _is_chance(value: float) -> bool:
    return 0 <= value <= 1


def _is_weight(value: float) -> bool:
    return value >= 0 and math.isfinite(value)
