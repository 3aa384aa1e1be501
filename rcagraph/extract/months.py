"""The names of months in other languages than English, as `strptime` reads them: by their own."""

import re
from collections.abc import Mapping

_LANGUAGES = (
    "january february march april may june july august september october november december",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada"
    " grudnia",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
)
_MEANT: Mapping[str, str] = {
    name: english
    for names in _LANGUAGES[1:]
    for name, english in zip(names.split(), _LANGUAGES[0].split(), strict=True)
}
_WORD = re.compile(r"[^\W\d_]{3,}")


def in_english(text: str) -> str:
    """`3 décembre 2025` as `3 december 2025`; a word that is no month stays."""
    return _WORD.sub(lambda word: _MEANT.get(word[0].casefold(), word[0]), text)
