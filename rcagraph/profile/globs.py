"""Why a path pattern of a profile can never fit the path of a note."""

import re

DRIVE = re.compile(r"[A-Za-z]:")
SIGNS = re.compile(r"[*?\[{]")


def glob_problem(pattern: str, root: str = "") -> tuple[str, str] | None:
    """What is wrong and what to write; None for a pattern that may fit. `root` is `[vault] root`.

    Paths of notes are told from the vault's folder, where `rcagraph.toml` lies, with `/`.
    """
    if not pattern.strip():
        return "is no pattern", "'**/*.md'"
    if "\\" in pattern:
        return "has a backslash", repr(pattern.replace("\\", "/"))
    if pattern.startswith("/") or DRIVE.match(pattern):
        return "is no path in the vault", _from_the_vault(pattern)
    if ".." in pattern.split("/"):
        return "leaves the vault", "a path from the folder of this file on, 'log/*.md'"
    if pattern.endswith("/"):
        return "is a folder", repr(f"{pattern}**")
    if pattern.count("{") != pattern.count("}"):
        return "has a brace that is not closed", "'**/*.{md,txt}'"
    if root and not _may_lie_below(pattern, root):
        return f"lies outside of root = {root!r}", repr(f"{root}/{pattern.removeprefix('./')}")
    return None


def _from_the_vault(pattern: str) -> str:
    if DRIVE.match(pattern):
        return "a path from the folder of this file on, 'log/*.md'"
    return repr(pattern.lstrip("/") or "**/*.md")


def _may_lie_below(pattern: str, root: str) -> bool:
    """The folders before the first that has a sign are those of the root."""
    for part, folder in zip(pattern.removeprefix("./").split("/"), root.split("/"), strict=False):
        if SIGNS.search(part):
            return True
        if part != folder:
            return False
    return pattern.count("/") >= root.count("/")
