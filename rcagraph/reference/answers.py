"""The JSON Schemas of what the commands print as JSON. A later release may add keys."""

from rcagraph.model.diagnostics import Code, Severity
from rcagraph.reference.history_answers import FAMILY, VAULT
from rcagraph.reference.shapes import (
    DAY,
    LINE,
    NUMBER,
    TEXT,
    TRUTH,
    WHOLE,
    Schema,
    array,
    choice,
    counted,
    described,
    maybe,
    record,
)

PLACED = record(name=TEXT, path=TEXT, line=LINE)
PLACE = record(path=TEXT, line=LINE, where=TEXT)
VALUE: Schema = {"type": ["string", "number", "boolean", "array"]}

STATS = record(
    vault=TEXT,
    files=WHOLE,
    documents=WHOLE,
    nodes=counted(record(declared=WHOLE, mentioned=WHOLE), "By kind."),
    edges=counted(WHOLE, "By type."),
    edges_by_kinds=counted(counted(WHOLE, "By `Source>Target`."), "By type."),
    wikilinks=record(
        all=WHOLE,
        resolved=WHOLE,
        dangling=WHOLE,
        dangling_targets=WHOLE,
        by_file_name=WHOLE,
        by_id=WHOLE,
        by_alias=WHOLE,
    ),
    diagnostics=counted(WHOLE, "By code; without those that depend on the day."),
)

CHECK = array(
    record(
        code=choice(code.name for code in Code),
        severity=choice(severity.value for severity in Severity),
        path=described(TEXT, "Relative to the vault, with `/`."),
        line=described(maybe(LINE), "From 1; null for the file as a whole."),
        title=TEXT,
        detail=TEXT,
        hint=described(TEXT, "What to do."),
        also=described(
            array(record(path=TEXT, line=maybe(LINE), where=TEXT)), "Other places it is about."
        ),
    )
)

ACTION = record(
    text=TEXT,
    priority=maybe(TEXT),
    owners=array(TEXT),
    due_date=maybe(DAY),
    status=maybe(TEXT),
    incident=maybe(TEXT),
    path=TEXT,
    line=LINE,
)

KEY = counted(TEXT, "By part of the key: service, failure mode, …")
RECURRENCE = record(
    as_of=maybe(DAY),
    by=array(TEXT),
    fallback=TRUTH,
    minimum=WHOLE,
    service=maybe(TEXT),
    first=maybe(DAY),
    last=maybe(DAY),
    incidents=WHOLE,
    unkeyed=WHOLE,
    all_families=WHOLE,
    repeating_families=WHOLE,
    repeating_incidents=WHOLE,
    **VAULT,
    families=array(
        record(
            key=KEY,
            other_keys=array(KEY),
            incidents=WHOLE,
            ids=array(TEXT),
            first=maybe(DAY),
            last=maybe(DAY),
            gaps_days=array(WHOLE),
            **FAMILY,
            total_minutes=maybe(NUMBER),
            runbook=maybe(TEXT),
            runbooks=array(PLACED),
            teams=array(TEXT),
            open_actions=array(ACTION),
        )
    ),
)

DESCRIBED = record(
    uid=TEXT,
    kind=TEXT,
    name=TEXT,
    declared=TRUTH,
    said_at=array(PLACE),
    properties=counted(VALUE, "By name, as in the ontology; dates as ISO 8601."),
    edges=array(
        record(
            type=TEXT,
            direction=choice(("out", "in")),
            nodes=array(
                record(
                    kind=TEXT,
                    name=TEXT,
                    asserted=TRUTH,
                    properties=counted(VALUE, "By name."),
                    said_at=array(PLACE),
                )
            ),
        )
    ),
)
SHOW = described(array(DESCRIBED), "Several things where several bear the name.")
