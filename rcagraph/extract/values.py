"""Types the text of a value as its property asks; text that does not fit gives None."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from rcagraph.model.vocabulary import Value, ValueType

NUMBER = re.compile(r"[~≈]?\s*([+-]?\d[\d,_ ]*(?:\.\d+)?)\s*(?:%|ms)?\Z")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
DATETIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?) ?(Z|UTC|[+-]\d{2}:?\d{2})?\Z"
)
DURATION = re.compile(
    r"[~≈]?\s*(?=\d)(?:(\d+(?:\.\d+)?)\s*d(?:ays?)?)?\s*(?:(\d+(?:\.\d+)?)\s*h(?:(?:ou)?rs?)?)?"
    r"\s*(?:(\d+(?:\.\d+)?)\s*m(?:in(?:ute)?s?)?)?\Z"
)
UNIT = re.compile(r"[%A-Za-z]")
INT64, INT64_DIGITS = 2**63, 20


def typed(
    text: str, type_: ValueType, zone: ZoneInfo, formats: tuple[str, ...] = ()
) -> Value | None:
    """The value, or None where the text is no such value. Times without a zone are in `zone`.

    `formats` are for dates that are not ISO 8601, as `strptime` has them.
    """
    if type_ not in (ValueType.DATE, ValueType.DATETIME):
        return _PARSERS[type_](text)
    value = _datetime(text, zone) if type_ is ValueType.DATETIME else _date(text)
    return value if value is not None else _formatted(text, type_, zone, formats)


def _formatted(
    text: str, type_: ValueType, zone: ZoneInfo, formats: tuple[str, ...]
) -> date | datetime | None:
    for format_ in formats:
        try:
            moment = datetime.strptime(text, format_)
        except ValueError:
            continue
        if type_ is ValueType.DATE:
            return moment.date()
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return None


def minutes(text: str) -> int | None:
    """`94`, `148 minutes`, `1d 5h 47m`, `~2 hours` as whole minutes."""
    if not UNIT.search(text):
        return _integer(text)
    match = DURATION.match(" ".join(text.split()).casefold())
    if not match:
        return None
    days, hours, mins = (float(part or 0) for part in match.groups())
    total = days * 1440 + hours * 60 + mins
    return round(total) if total < INT64 else None


def _integer(text: str) -> int | None:
    """Exact: a float would round what needs more than 53 bits."""
    whole, _, fraction = _number(text).partition(".")
    if not whole or fraction.strip("0") or len(whole) > INT64_DIGITS:
        return None
    value = int(whole)
    return value if abs(value) < INT64 else None


def _decimal(text: str) -> float | None:
    number = _number(text)
    value = float(number) if number else None
    return value if value is not None and abs(value) < float("inf") else None


def _number(text: str) -> str:
    """Sign, digits and point of a number as written; empty where it is none."""
    match = NUMBER.match(" ".join(text.split()))
    return re.sub("[,_ ]", "", match.group(1)) if match else ""


def _boolean(text: str) -> bool | None:
    return {"true": True, "yes": True, "false": False, "no": False}.get(text.casefold())


def _date(text: str) -> date | None:
    day = DATETIME.match(text)
    text = day.group(1) if day else text
    if not DATE.match(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _datetime(text: str, zone: ZoneInfo) -> datetime | None:
    match = DATETIME.match(text)
    if not match:
        return None
    day, clock, offset = match.groups()
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}{_offset(offset)}")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _offset(text: str | None) -> str:
    if text in ("Z", "UTC"):
        return "+00:00"
    return "" if text is None else f"{text[:3]}:{text[-2:]}"


_PARSERS: Mapping[ValueType, Callable[[str], Value | None]] = {
    ValueType.STRING: lambda text: text,
    ValueType.STRINGS: lambda text: (text,),
    ValueType.INTEGER: _integer,
    ValueType.DECIMAL: _decimal,
    ValueType.BOOLEAN: _boolean,
}
