"""The JSON Schema of the recurring-failure report, which holds other answers in it."""

from rcagraph.analysis.period_change import STATES
from rcagraph.reference.answers import ACTION, KEY, RECURRENCE
from rcagraph.reference.history_answers import CHANCE, DEPENDENCIES, FIGURE, INTERVAL
from rcagraph.reference.shapes import (
    DAY,
    NUMBER,
    TEXT,
    TRUTH,
    WHOLE,
    Schema,
    array,
    choice,
    described,
    maybe,
    record,
)

COUNTED = record(
    name=described(TEXT, "2025, 2025-H1, 2025-Q3, 2025-07, or two days with .. between."),
    first=DAY,
    last=DAY,
    incidents=WHOLE,
    unkeyed=described(WHOLE, "Incidents of no family."),
    total_minutes=maybe(WHOLE),
    known_minutes=described(WHOLE, "Incidents whose duration is known."),
    events=described(WHOLE, "Those of one family within a week are one; what opens or closes the "
                     "vault's window is none."),
    days_watched=NUMBER,
)  # fmt: skip
RATE: dict[str, Schema] = {
    "before": WHOLE,
    "days_before": NUMBER,
    "now": WHOLE,
    "days_now": NUMBER,
    "ratio": described(FIGURE, "The rate over the one before; null where that is 0 or unknown."),
    "interval": INTERVAL,
    "p": CHANCE,
    "q": described(CHANCE, "Over all that were compared; null: not tested."),
    "verdict": described(TEXT, "more often, less often, or why neither can be said."),
}
CHANGE = record(
    period=COUNTED,
    before=COUNTED,
    rate=record(**RATE, too_narrow=described(TRUTH, "Bursts make the interval too narrow.")),
    families=array(
        record(
            key=KEY,
            title=TEXT,
            state=choice(STATES),
            before=described(WHOLE, "Incidents; those of `rate` are its events."),
            now=WHOLE,
            rate=record(**RATE),
        )
    ),
    undated=described(WHOLE, "Incidents without a date, in no period."),
)
MAP = record(
    nodes=array(
        record(uid=TEXT, kind=TEXT, name=TEXT, incidents=described(WHOLE, "That began in it."))
    ),
    edges=array(record(type=TEXT, source=TEXT, target=TEXT)),
    left_out=described(WHOLE, "Neighbours for which there was no room."),
)

REPORT = record(
    vault=TEXT,
    today=described(maybe(DAY), "The day on which actions are overdue."),
    silent_since=described(maybe(DAY), "Where no incident has been written for long."),
    change=described(maybe(CHANGE), "With --period."),
    map=described(MAP, "The services in which most incidents began, and what is next to them."),
    recurrence=RECURRENCE,
    dependencies=maybe(DEPENDENCIES),
    overdue_actions=array(ACTION),
    undated_actions=array(ACTION),
)
