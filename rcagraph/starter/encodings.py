"""What a house's files are in that are not UTF-8, where their letters tell it."""

import codecs
import re
from pathlib import Path

from rcagraph.profile.shape import VaultRules
from rcagraph.vault.walk import walk

_LATIN = re.compile("[À-ÖØ-öø-ÿŒœŠšŽžŸ€‚„…‘’“”–—«»°§·¿¡\u00a0]*")
"""What people write in the west of Europe; other signs are a sign of another encoding."""
_KANA = re.compile("[\u3041-\u30fa]")
_HAN = re.compile("[\u4e00-\u9fff]")
FEW = 5
"""One byte in so many at most is above ASCII where an alphabet is written."""


def encoding_of(root: Path, vault: VaultRules) -> str:
    """The one that fits all such files; empty where all are UTF-8, or none is sure."""
    paths = walk(root, vault.include, vault.exclude).value
    texts = [data for path in paths if not _is_known(data := (root / path).read_bytes())]
    if not texts:
        return ""
    checks = (("cp1252", _is_western), ("shift_jis", _KANA.search), ("gb18030", _HAN.search))
    for name, tells in checks:
        decoded = [_decoded(data, name) for data in texts]
        told = [bool(tells(text)) for text in decoded if text is not None]
        if len(told) == len(texts) and (all(told) if name == "cp1252" else any(told)):
            return name
    return ""


def _is_known(data: bytes) -> bool:
    is_marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return is_marked or b"\0" in data or _decoded(data, "utf-8") is not None


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_western(text: str) -> bool:
    above = [c for c in text if not c.isascii()]
    return FEW * len(above) <= len(text) and _LATIN.fullmatch("".join(above)) is not None
