"""Globs over POSIX paths: `*`, `?`, `[a-z]`, `**` for any number of folders, `{a,b}`."""

import re


def glob_regex(globs: tuple[str, ...]) -> re.Pattern[str]:
    """One regex that matches a whole path where any of the globs does."""
    return re.compile("|".join(f"(?:{_translate(glob)})" for glob in globs) + r"\Z")


_TOKEN = re.compile(r"\*\*/|\*\*|\*|\?|\[!?[^\]]+\]|\{[^{}]*\}|.", re.DOTALL)
_FIXED = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def _translate(glob: str) -> str:
    return "".join(map(_token, _TOKEN.findall(glob)))


def _token(token: str) -> str:
    if token in _FIXED:
        return _FIXED[token]
    if len(token) > 1 and token[0] == "{":
        return "(?:" + "|".join(_translate(part) for part in token[1:-1].split(",")) + ")"
    if len(token) > 1 and token[0] == "[":
        return "[^" + token[2:] if token[1] == "!" else token
    return re.escape(token)
