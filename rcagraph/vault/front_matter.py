"""Front matter in the dialects that vaults use, tried in the order that a profile gives."""

from collections.abc import Iterable, Mapping

from rcagraph.model.diagnostics import Outcome
from rcagraph.vault.fences import TOML, YAML, Dialect, FrontMatter, read_fenced
from rcagraph.vault.line_wise import read_line_wise
from rcagraph.vault.unfenced import read_header, read_headless

__all__ = ["DIALECTS", "FrontMatter", "read_front_matter"]


def read_front_matter(
    path: str, text: str, dialects: Iterable[str] = ("yaml",)
) -> Outcome[FrontMatter]:
    """What the first dialect that fits reads; without one, all is body. Line ends are `\\n`.

    What a dialect finds to be its own and broken is left to those after it, and else to the body.
    """
    broken = None
    for name in dialects:
        outcome = DIALECTS[name](path, text)
        if outcome and not outcome.value.unread:
            return outcome
        broken = broken or outcome
    return broken or Outcome(FrontMatter(text), ())


def _read_yaml(path: str, text: str) -> Outcome[FrontMatter] | None:
    return read_fenced(path, text, YAML)


def _read_toml(path: str, text: str) -> Outcome[FrontMatter] | None:
    return read_fenced(path, text, TOML)


def _read_lines(path: str, text: str) -> Outcome[FrontMatter] | None:
    """Fenced front matter that is broken; what is whole is left to its own dialect."""
    for syntax in (YAML, TOML):
        outcome = read_fenced(path, text, syntax)
        if outcome and outcome.value.unread:
            return read_line_wise(path, outcome, outcome.value.unread)
    return None


DIALECTS: Mapping[str, Dialect] = {
    "yaml": _read_yaml,
    "toml": _read_toml,
    "header": read_header,
    "headless": read_headless,
    "lines": _read_lines,
}
"""Every dialect by its name in `rcagraph.toml`."""
