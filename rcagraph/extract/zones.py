"""Time zones as people abbreviate them: an abbreviation counts where it has one meaning."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

_HOURS = {
    "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "JST": 9, "KST": 9, "HKT": 8,
    "SGT": 8, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "EST": -5, "EDT": -4, "CDT": -5,
    "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
"""Standard and summer times in the sense of the IANA data, from UTC."""
_AMBIGUOUS = ("IST", "BST", "CST", "AST", "GST", "SST", "ADT")
"""India's, Israel's and Ireland's; British and Bangladesh's; Central America's and China's; …"""
_LOOSE = ("ET", "CT", "MT", "PT")
"""Standard or summer time, as the day has it; as words they are too short to be looked for."""
_ZERO = ("UTC", "GMT", "Z")
_OFFSET = re.compile(r"(?:UTC|GMT)?([+−-])(\d{1,2})(?::?(\d{2}))?\Z")
_IN_TEXT = re.compile(
    rf"\b(?:(?:UTC|GMT)(?:[+−-]\d{{1,2}}(?::?\d{{2}})?)?|{'|'.join((*_HOURS, *_AMBIGUOUS))})\b"
    rf"|(?<=\()(?:{'|'.join(_LOOSE)})(?=\))"
)
_NEW_YEAR, _SUMMER = datetime(2025, 1, 1), datetime(2025, 7, 1)


def is_zone(word: str, vault: tzinfo) -> bool:
    """Whether the word after a time is a zone: one that is known, or that is known to be unclear.

    Abbreviations are capitals, since `est.` and `ist` are words too.
    """
    if word.upper() in ("UTC", "Z") or _OFFSET.match(word):
        return True
    own = (vault.tzname(_NEW_YEAR), vault.tzname(_SUMMER))
    return word in (*_ZERO, *_HOURS, *_AMBIGUOUS, *_LOOSE, *own)


def zone_named(word: str, vault: tzinfo, at: datetime) -> tzinfo | None:
    """The zone that the word means at that local time; None where it may be several.

    What the vault's own zone is called then means that zone: `IST` in Asia/Kolkata.
    """
    if word.upper() in _ZERO:
        return UTC
    if offset := _OFFSET.match(word):
        sign, hours, minutes = offset.groups()
        ahead = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return timezone(ahead if sign == "+" else -ahead) if ahead < timedelta(days=1) else None
    if at.replace(tzinfo=vault).tzname() == word:
        return vault
    return timezone(timedelta(hours=_HOURS[word])) if word in _HOURS else None


def zone_in(text: str) -> str:
    """The zone that a heading names, `Time (UTC)`, `Date and Time in CET`; empty without one."""
    match = _IN_TEXT.search(text)
    return match.group() if match else ""
