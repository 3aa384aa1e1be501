"""The `records` of a `[[type]]`: several things in one file, and what such a thing has."""

from collections.abc import Iterator

from rcagraph.profile.reader import Reader
from rcagraph.profile.shape import RecordRule, Sources, TypeRule
from rcagraph.profile.source import KEY, Source, Where

HEADED = (Where.SECTION, Where.LIST, Where.TABLE, Where.LABEL, Where.H1)
"""Places that only a whole note has: a record has neither headings nor what stands under them."""


def record_rule(value: object, read: Reader) -> RecordRule | None:
    """`documents` (which needs no rule), `yaml:KEY[]` or `regex:RE`."""
    text = read.text(value, "records")
    how, _, rest = text.partition(":")
    if text == "documents":
        return None
    if how == "yaml" and rest.endswith("[]"):
        return RecordRule(key=_key(rest.removesuffix("[]"), read))
    if how == "regex":
        regex = read.regex(rest, "records")
        if regex.groupindex:
            return RecordRule(regex=regex)
        raise read.error(f"records: {rest!r} names no group", "records", "(?P<name>…)")
    raise read.error(
        f"records = {text!r} means nothing", "records", "documents, yaml:KEY[], regex:RE"
    )


def _key(text: str, read: Reader) -> str:
    """A dotted key; none at all is the list that the whole file is."""
    if text and (not KEY.match(text) or "[]" in text):
        raise read.error(f"records: {text!r} is no dotted key", "records", "yaml:params.systems[]")
    return text


def check_records(rule: TypeRule, read: Reader) -> None:
    """Refuses what a record can never give."""
    if rule.records is None:
        return
    for table, given in (("timeline", rule.timeline), ("actions", rule.actions)):
        if given is not None:
            raise read.error(f"a record has no {table}", table, "a [[type]] without records")
    for key, sources in _sources(rule):
        if sources and all(_is_headed(source, rule.records) for source in sources):
            message = f"{key}: a record has no {sources[0].text!r}"
            raise read.error(message, sources[0].text, "a key of the record, or a named group")


def _is_headed(source: Source, records: RecordRule) -> bool:
    has_body = records.regex is not None
    return (
        source.where in HEADED
        or source.text == "@h1"
        or (source.where is Where.BODY and not has_body)
    )


def _sources(rule: TypeRule) -> Iterator[tuple[str, Sources]]:
    yield from (("id", rule.id), ("name", rule.name), ("title", rule.title))
    yield "aliases", rule.aliases
    yield from ((key, field.sources) for key, field in rule.fields.items())
    yield from ((edge.rel, edge.sources) for edge in rule.edges)
