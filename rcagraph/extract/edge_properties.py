"""What the named groups of an edge rule say of the edge, typed as its properties ask."""

from collections.abc import Iterator, Mapping
from datetime import tzinfo

from rcagraph.extract.find import Found
from rcagraph.extract.values import typed
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.vocabulary import Property, Value, ValueType
from rcagraph.profile.shape import EdgeRule, Profile


def edge_properties(
    named: Mapping[str, str | None], rule: EdgeRule, hit: Found, profile: Profile
) -> Iterator[tuple[str, Value] | Diagnostic]:
    """Name and value of each; what is no such value is said, and the edge does without it."""
    properties = {p.name: p for p in profile.ontology.edges[rule.rel].properties}
    vault = profile.vault
    for name, written in named.items():
        text = (written or "").strip()
        if not text:
            continue
        meant = rule.values.get(text.casefold(), text)
        value = value_of(meant, properties[name], vault.zone, vault.date_formats)
        if value is None:
            yield _misfit(text, properties[name], hit)
        else:
            yield name, value


def value_of(text: str, one: Property, zone: tzinfo, formats: tuple[str, ...] = ()) -> Value | None:
    """None where the text is none of the values that the property may have."""
    if one.values:
        return {value.casefold(): value for value in one.values}.get(text.casefold())
    value = typed(text, one.type, zone, formats)
    if one.bounds and isinstance(value, int | float):
        return value if one.bounds[0] <= value <= one.bounds[1] else None
    return value


def _misfit(text: str, one: Property, hit: Found) -> Diagnostic:
    detail = f"{hit.place.where}: {one.name}: {text!r}"
    code, hint = Code.RCA106, ""
    if one.values:
        code = Code.RCA111
        hint = f"write {' or '.join(one.values)}, or say in the rule: map = {{ {quoted(text)} = …"
        hint = f"{hint} }}"
    elif one.bounds:
        detail = f"{detail} is out of bounds"
        hint = f"write a number from {one.bounds[0]:g} to {one.bounds[1]:g}"
    elif one.type is ValueType.DATE:
        hint = "write YYYY-MM-DD"
    return Diagnostic(code, hit.place.path, hit.place.line, detail, hint)


def quoted(text: str) -> str:
    """As a key of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
