"""Amounts of money: the number, and the currency by its ISO 4217 code."""

import re
from dataclasses import dataclass
from decimal import Decimal

from rcagraph.extract.misfit import Misfit
from rcagraph.extract.numbers import ABOUT, THOUSANDS, plain, squeezed

ISO_4217 = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN "
    "BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD "
    "FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY "
    "KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP "
    "MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR "
    "RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT "
    "TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW "
    "ZWG "
)
CODES = frozenset(ISO_4217.split())
SYMBOLS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₺": "TRY", "₽": "RUB",
    "₴": "UAH", "₪": "ILS", "₫": "VND", "₦": "NGN", "฿": "THB", "zł": "PLN", "Kč": "CZK",
    "R$": "BRL", "US$": "USD", "A$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD",
    "S$": "SGD",
}  # fmt: skip
"""What a sign means where nothing else is said; `kr` means four, so it means none."""
CURRENCY = "|".join(map(re.escape, sorted(SYMBOLS, key=len, reverse=True))) + "|[A-Z]{3}"
ENGLISH = r"(?:\d{1,3}(?P<e>[,_ ’'])\d{3}(?:(?P=e)\d{3})*|\d+)(?:\.\d+)?"
CONTINENTAL = r"(?:\d{1,3}(?P<c>[._ ’'])\d{3}(?:(?P=c)\d{3})*|\d+),\d\d"
DOTTED = r"\d{1,3}(?:\.\d{3}){2,}"
WORDS = "|".join(sorted(filter(None, THOUSANDS), key=len, reverse=True))
AMOUNT = re.compile(
    rf"(?i:{ABOUT})(?P<before>{CURRENCY})? ?"
    rf"(?:(?P<dotted>{DOTTED})|(?P<continental>{CONTINENTAL})|(?P<english>{ENGLISH}))"
    rf" ?(?P<word>(?i:{WORDS}))?(?![A-Za-z])(?: ?(?P<after>{CURRENCY}))?",
    re.A,
)
IN_DOUBT = re.compile(r"\d{1,3}\.\d{3}", re.A)
WRITE = "write an amount and an ISO 4217 code: 1200 USD, 1,200.50 EUR, $1.2k"
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Money:
    """An amount, and the code of its currency; empty where none is named."""

    amount: float
    currency: str = ""


def money(text: str, usual: str = "") -> Money | Misfit:
    """`$1,200`, `1.2k`, `€ 3 400,50`, `USD 12m`. `usual` is the currency of a bare number.

    `€ 1.200` is refused: a thousand and two hundred to one reader, one euro twenty to the next.
    """
    text = squeezed(text)
    if text.startswith(("-", "−", "(")):
        return Misfit("is below zero", "write the loss without a sign: 1200 USD")
    match = AMOUNT.fullmatch(text) if len(text) <= LONGEST else None
    if not match:
        return Misfit("is no amount of money", WRITE)
    if not match["word"] and IN_DOUBT.fullmatch(match["english"] or ""):
        return Misfit("may be thousands or thousandths", WRITE)
    named = {_code(part) for part in (match["before"], match["after"]) if part}
    if len(named) > 1 or "" in named:
        return Misfit("is in no currency of ISO 4217", WRITE)
    return Money(float(_amount(match)), next(iter(named), usual))


def _code(text: str) -> str:
    return SYMBOLS.get(text, text if text in CODES else "")


def _amount(match: re.Match[str]) -> Decimal:
    if match["dotted"]:
        number = match["dotted"].replace(".", "")
    elif match["continental"]:
        number = match["continental"].replace(".", "").replace(",", ".")
    else:
        number = match["english"].replace(",", "")
    return plain(number).scaleb(THOUSANDS[(match["word"] or "").casefold()])
