"""What is wrong with a file that is no TOML, by its line, and what to write there."""

import re

PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")
TWICE = re.compile(r"Cannot declare \((.*?),?\) twice")
CURLY = re.compile("[“”‘’„«»]")
YAML_LIKE = re.compile(r"\s*[\w-]+:(\s|\Z)")
FOREIGN_KEY = re.compile(r"(?:^|[\[{,.\s])((?=[\w-]*[^\W\x00-\x7f])[\w-]+)\s*[=.\]]")
"""A key in letters that TOML takes only in quotes."""
LINES = "`key = 'text'` lines under [tables]"


def toml_problem(error: Exception, text: str) -> tuple[int, str, str]:
    """The line, what is wrong, and what to write; from what `tomllib` raises on the text."""
    if isinstance(error, RecursionError):
        return 1, "it is nested too deep", LINES
    place = PLACE.search(str(error))
    lines = text.splitlines() or [""]
    number = int(place[1]) if place and place[1] else len(lines) if place else _long(lines)
    said = str(error)[: place.start()] if place else "a number is too long"
    line = lines[min(number, len(lines)) - 1]
    return number, _reason(said, line), _tip(said, line)


def _long(lines: list[str]) -> int:
    """The line with a number that Python refuses; it does not say where."""
    return next((n for n, line in enumerate(lines, 1) if re.search(r"\d{4000}", line)), 1)


def _reason(said: str, line: str) -> str:
    if match := TWICE.match(said):
        name = ".".join(re.findall(r"'([^']*)'", match[1]))
        return f"[{name}] stands twice"
    if said == "Cannot overwrite a value":
        return f"{line.split('=')[0].strip()} is said twice"
    return said


def _tip(said: str, line: str) -> str:
    if CURLY.search(line):
        return "straight quotes: 'text'"
    if TWICE.match(said):
        return "its keys under one header, or [[…]] for a list of tables"
    if said == "Cannot overwrite a value":
        return "it once; several values are a list, ['a', 'b'], and several tables [[…]]"
    if "Unescaped '\\'" in said or "escape" in said.casefold():
        return "a pattern in 'single quotes', where a backslash stays one"
    if "date" in said or re.search(r"=\s*\d+[./-]\d+[./-]\d+", line):
        return "a day as 2026-01-31"
    if "key" in said and (foreign := FOREIGN_KEY.search(line)):
        return f'quotes around a key of other letters than a to z: "{foreign[1]}"'
    if YAML_LIKE.match(line):
        return "`key = 'text'`, with an equals sign: this is TOML, not YAML"
    if said == "Invalid value" and re.search(r"=\s*[^\W\d][^'\"]*\Z", line):
        return "quotes around a text: 'text'"
    return LINES
