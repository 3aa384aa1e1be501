"""Where the notes are to be read: a repository's pages, Obsidian, or nowhere but in the vault."""

from urllib.parse import SplitResult, parse_qs, quote, urlsplit

from rcagraph.model.errors import RcaGraphError

TIP = (
    "Give the address that shows the vault's folder, such as "
    "https://github.com/acme/vault/blob/main, or obsidian://open?vault=NAME"
)


class LinkBase:
    """Addresses of notes. `RcaGraphError` where the base is neither http, https nor Obsidian."""

    def __init__(self, base: str = "") -> None:
        self.start, self.line_mark, self._safe = "", "", "/"
        if not base:
            return
        if base.startswith("obsidian:"):
            self.start, self._safe = _obsidian(base), ""
        else:
            self.start, self.line_mark = _web(base), "#L"

    def file(self, path: str) -> str | None:
        """The note's address; None where no base is known."""
        if not self.start:
            return None
        return self.start + quote(path.encode("utf-8", "backslashreplace"), safe=self._safe)

    def line(self, path: str, line: int) -> str | None:
        """Obsidian opens notes, not lines."""
        address = self.file(path)
        return f"{address}{self.line_mark}{line}" if address and self.line_mark else address


def _web(base: str) -> str:
    parts = _parts(base)
    if parts is None or parts.scheme not in ("http", "https") or not parts.netloc:
        raise RcaGraphError(f"{base!r} is no address that notes can be read at", TIP)
    if parts.query or parts.fragment or "\\" in base or any(c.isspace() for c in base):
        raise RcaGraphError(f"{base!r} cannot be followed by the path of a note", TIP)
    return base.rstrip("/") + "/"


def _obsidian(base: str) -> str:
    parts = _parts(base)
    names = parse_qs(parts.query).get("vault") if parts else None
    if parts is None or parts.netloc != "open" or not names:
        raise RcaGraphError(f"{base!r} names no vault of Obsidian's", TIP)
    return f"obsidian://open?vault={quote(names[0], safe='')}&file="


def _parts(base: str) -> SplitResult | None:
    try:
        return urlsplit(base)
    except ValueError:
        return None
