"""The `records` of a `[[type]]`: several things in one file, and what such a thing has."""

from collections.abc import Iterator
from dataclasses import replace

from rcagraph.model.vocabulary import Identity
from rcagraph.profile.reader import Raw, Reader
from rcagraph.profile.shape import RecordRule, Sources, TypeRule
from rcagraph.profile.source import KEY, Source, Where

OF_NOTES = (Where.SECTION, Where.LIST, Where.TABLE, Where.LABEL, Where.H1, Where.BODY)
"""Places that only a note has, or a part of one: a mapping in a data file has no body."""


def record_rule(raw: Raw, read: Reader) -> RecordRule | None:
    """How the files of a `[[type]]` are cut, and what each of them is besides."""
    rule = _records(raw["records"], read) if "records" in raw else None
    if "page" not in raw:
        return rule
    page = read.kind(raw["page"], "page")
    if rule is None or not rule.has_body:
        message = "page is told of files that are cut into records by headings or by a regex"
        raise read.error(message, "page", "records = 'heading:RE'")
    kinds = read.ontology.nodes.values()
    allowed = [kind.name for kind in kinds if kind.identity is Identity.PATH]
    if page not in allowed:
        raise read.error(f"page: no page is a {page}", "page", ", ".join(allowed))
    return replace(rule, page=page)


def _records(value: object, read: Reader) -> RecordRule | None:
    """`documents` (which needs no rule), `yaml:KEY[]`, `table:HEADING`, `heading:RE` and so on."""
    text = read.text(value, "records")
    how, _, rest = text.partition(":")
    if text == "documents":
        return None
    if how == "yaml" and rest.endswith("[]"):
        return RecordRule(key=_key(rest.removesuffix("[]"), read))
    if how == "table" and rest.strip():
        return RecordRule(table=read.headings(rest, "records")[0])
    if how == "heading":
        return RecordRule(heading=read.regex(rest, "records"))
    if how == "regex":
        regex = read.regex(rest, "records")
        if regex.groupindex:
            return RecordRule(regex=regex)
        raise read.error(f"records: {rest!r} names no group", "records", "(?P<name>…)")
    raise read.error(
        f"records = {text!r} means nothing",
        "records",
        "documents, yaml:KEY[], table:HEADING, heading:RE, regex:RE",
    )


def _key(text: str, read: Reader) -> str:
    """A dotted key; none at all is the list that the whole file is."""
    if text and (not KEY.match(text) or "[]" in text):
        raise read.error(f"records: {text!r} is no dotted key", "records", "yaml:params.systems[]")
    return text


def is_of_notes(source: Source) -> bool:
    """It gives nothing in a data file."""
    return source.where in OF_NOTES or source.text == "@h1"


def check_records(rule: TypeRule, read: Reader) -> None:
    """Refuses what a record of a data file can never give."""
    if rule.records is None or rule.records.has_body:
        return
    if rule.actions is not None:
        raise read.error("a record of data has no actions", "actions", "records = 'heading:RE'")
    if rule.timeline is not None and not rule.timeline.sources:
        tip = "timeline.from = 'a key of the record', records = 'heading:RE'"
        message = "a record of data has no timeline under a heading"
        raise read.error(message, "timeline", tip)
    for key, sources in _sources(rule):
        if sources and all(map(is_of_notes, sources)):
            message = f"{key}: a record of data has no {sources[0].text!r}"
            raise read.error(message, sources[0].text, "a key of the record")


def _sources(rule: TypeRule) -> Iterator[tuple[str, Sources]]:
    yield from (("id", rule.id), ("name", rule.name), ("title", rule.title))
    yield "aliases", rule.aliases
    yield from ((key, field.sources) for key, field in rule.fields.items())
    yield from ((edge.rel, edge.sources) for edge in rule.edges)
