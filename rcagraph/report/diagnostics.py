"""Diagnostics as the reader wants them: lines, JSON, GitHub annotations, SARIF."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from urllib.parse import quote

from rcagraph.model.diagnostics import Code, Diagnostic, Severity
from rcagraph.model.facts import Place
from rcagraph.report.as_json import Json, dumps
from rcagraph.report.escaping import one_line

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def to_text(diagnostics: Iterable[Diagnostic]) -> str:
    """`path:line: severity[CODE] …`, one a line; empty where there is none."""
    return "".join(f"{one_line(str(each))}\n" for each in diagnostics)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """`2 errors, 1 warning`; `no findings`."""
    severities = [each.code.severity for each in diagnostics]
    counts = ((severities.count(severity), severity.value) for severity in Severity)
    parts = [f"{n} {word}{'' if n == 1 or word == 'info' else 's'}" for n, word in counts if n]
    return ", ".join(parts) or "no findings"


def to_json(diagnostics: Iterable[Diagnostic]) -> str:
    """An array of `{"code", "severity", "path", "line", "title", "detail", "hint",
    "also"}`; `also` are the other places, each `{"path", "line", "where"}`.
    """
    return dumps([_shape(each) for each in diagnostics])


def _shape(each: Diagnostic) -> Json:
    return {
        "code": each.code.name,
        "severity": each.code.severity.value,
        "path": each.path,
        "line": each.line or None,
        "title": each.code.value.title,
        "detail": each.detail,
        "hint": _hint(each),
        "also": [_place(place) for place in each.also],
    }


def _place(place: Place) -> Json:
    return {"path": place.path, "line": place.line or None, "where": place.where}


def _hint(each: Diagnostic) -> str:
    return each.hint or each.code.value.remedy


def _message(each: Diagnostic) -> str:
    return one_line(f"{each.code.value.title}: {each.detail}; {_hint(each)}")


def to_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Workflow commands, which GitHub Actions shows beside the line."""
    return "".join(_annotation(each) for each in diagnostics)


def _annotation(each: Diagnostic) -> str:
    line = f",line={each.line}" if each.line else ""
    place = f"file={_property(each.path)}{line},title={each.code.name}"
    level = "notice" if each.code.severity is Severity.INFO else each.code.severity.value
    return f"::{level} {place}::{_data(_message(each))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def to_sarif(diagnostics: Iterable[Diagnostic], version: str) -> str:
    """SARIF 2.1.0, one run; `version` is the tool's own."""
    found = tuple(diagnostics)
    codes = sorted({each.code for each in found}, key=lambda code: code.name)
    driver: Json = {"name": "rcagraph", "version": version, "rules": [_rule(c) for c in codes]}
    results: list[Json] = [_result(each, codes.index(each.code)) for each in found]
    run: Json = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: Code) -> Json:
    return {
        "id": code.name,
        "shortDescription": {"text": code.value.title},
        "help": {"text": code.value.remedy},
        "defaultConfiguration": {"level": _level(code)},
    }


def _level(code: Code) -> str:
    return "note" if code.severity is Severity.INFO else code.severity.value


def _result(each: Diagnostic, rule: int) -> Json:
    result: dict[str, Json] = {
        "ruleId": each.code.name,
        "ruleIndex": rule,
        "level": _level(each.code),
        "message": {"text": _message(each)},
        "locations": [_location(each.path, each.line)],
    }
    if each.also:
        result["relatedLocations"] = [_location(one.path, one.line) for one in each.also]
    return result


def _location(path: str, line: int) -> Json:
    where: dict[str, Json] = {"artifactLocation": {"uri": quote(path)}}
    if line:
        where["region"] = {"startLine": line}
    return {"physicalLocation": where}


def _sarif(diagnostics: Iterable[Diagnostic]) -> str:
    from rcagraph.model.version import __version__

    return to_sarif(diagnostics, __version__)


FORMATS: Mapping[str, Callable[[Iterable[Diagnostic]], str]] = {
    "text": to_text,
    "json": to_json,
    "github": to_github,
    "sarif": _sarif,
}
"""What `check --format` offers."""

FROM_REPOSITORY = ("github", "sarif")
"""The formats whose readers want paths from the repository's root, not from the vault's."""


def below(folder: str, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """With paths as seen from where the vault is `folder`: empty, or with `/` at its end."""
    return tuple(
        replace(
            each,
            path=folder + each.path,
            also=tuple(one._replace(path=folder + one.path) for one in each.also),
        )
        for each in diagnostics
    )
