"""The JSON Schemas of what the vault's past says: figures with their n and their intervals."""

from rcagraph.reference.shapes import (
    DAY,
    LINE,
    NUMBER,
    SHARE,
    TEXT,
    TRUTH,
    WHOLE,
    Schema,
    array,
    counted,
    described,
    maybe,
    record,
)

FIGURE = maybe(NUMBER)
CHANCE = maybe(SHARE)
INTERVAL = described(
    maybe(array(FIGURE)), "Both ends, 95 %; null for an end that the numbers do not set."
)
RATIO = record(k=WHOLE, n=WHOLE, share=CHANCE, interval=INTERVAL, reason=maybe(TEXT))
QUANTILE = maybe(record(estimate=FIGURE, interval=INTERVAL))
NEXT = described(
    maybe(counted(SHARE, "By days ahead.")), "Probability of another within so many days."
)
TREND = record(
    verdict=described(TEXT, "worsening, improving, or why neither can be said."),
    n=WHOLE,
    u=FIGURE,
    cv=FIGURE,
    u_star=FIGURE,
    p=CHANCE,
    q=described(CHANCE, "Over all units of the kind in the vault; null: not tested."),
)
OWN_GROWTH = described(
    array(record(age_days=NUMBER, events=WHOLE, interval=INTERVAL, incident=maybe(TEXT))),
    "Its mean cumulative function: events by its age, at each event and at its window's end.",
)
FIGURES = record(
    n=described(WHOLE, "Events in its own window; what opens or closes it is none."),
    exposure_days=NUMBER,
    opened_on=maybe(DAY),
    beta=FIGURE,
    beta_interval=INTERVAL,
    gap_cv=FIGURE,
    burstiness=FIGURE,
    too_narrow=described(TRUTH, "Bursts make the interval of mtbf_days too narrow."),
    cumulative=OWN_GROWTH,
    expected=counted(record(low=maybe(WHOLE), high=maybe(WHOLE)), "Count, by days ahead."),
)
MINUTES = record(
    n=WHOLE,
    open=WHOLE,
    median=QUANTILE,
    p90=QUANTILE,
    geometric_mean=FIGURE,
    geometric_interval=INTERVAL,
    mean=FIGURE,
)

FAMILY: dict[str, Schema] = {
    "mtbf_days": described(FIGURE, "Calendar days between failures, on average."),
    "mtbf_interval": INTERVAL,
    "trend": maybe(TREND),
    "next": NEXT,
    "figures": maybe(FIGURES),
}

SERVICE = record(
    name=TEXT,
    events=described(WHOLE, "Incidents that began in it, but for those at the window's ends."),
    exposure_days=NUMBER,
    assumed_window=described(TRUTH, "No `since`: watched from the vault's first incident on."),
    yearly_rate=FIGURE,
    yearly_interval=described(maybe(array(FIGURE)), "The inner 90 %."),
    mtbf_days=FIGURE,
    mtbf_interval=INTERVAL,
    trend=TREND,
    next=NEXT,
    hot_spot=TEXT,
    figures=FIGURES,
)

DEBTS = record(
    families_without_runbook=array(TEXT),
    stale_runbooks=array(record(name=TEXT, updated=DAY, by=TEXT, family=TEXT, recurred=maybe(DAY))),
    undated_runbooks=array(TEXT),
    repeated_promises=array(
        record(
            text=TEXT,
            family=TEXT,
            made=array(
                record(incident=maybe(TEXT), open=TRUTH, path=TEXT, line=LINE, recurred=array(TEXT))
            ),
        )
    ),
)
RECURRENCE_EXPLANATION = record(
    title=TEXT,
    incidents=array(
        record(
            name=TEXT,
            day=maybe(DAY),
            days_in=described(FIGURE, "Since its own window opened."),
            role=TEXT,
            path=TEXT,
            line=LINE,
        )
    ),
    figures=array(record(figure=TEXT, **{"from": TEXT}, value=TEXT)),
    growth=described(TEXT, "What its cumulative function says, in a sentence."),
    cumulative=OWN_GROWTH,
)

FIX = record(
    family=TEXT,
    changes=array(record(kind=TEXT, text=TEXT, closed_date=DAY, path=TEXT, line=LINE)),
    before=WHOLE,
    days_before=NUMBER,
    after=WHOLE,
    days_after=NUMBER,
    ratio=described(FIGURE, "Rate after / before."),
    interval=INTERVAL,
    p=CHANCE,
    q=CHANCE,
    verdict=TEXT,
    elsewhere_ratio=described(FIGURE, "The same days in families without a change."),
)

PAIR = record(
    services=array(TEXT),
    families=described(WHOLE, "Whose first incident hit both."),
    of=array(WHOLE),
    expected=NUMBER,
    other_given_one=RATIO,
    one_given_other=RATIO,
    p=SHARE,
    q=CHANCE,
    verdict=TEXT,
    incidents=described(array(TEXT), "The first of each family that hit both."),
)

VAULT: dict[str, Schema] = {
    "window": maybe(
        record(opens=DAY, closes=DAY, closed_by=TEXT, days=NUMBER, longest_gap_days=NUMBER)
    ),
    "repeat_rate": maybe(counted(RATIO, "By days.")),
    "first_gap": maybe(
        record(
            families=WHOLE,
            returned=WHOLE,
            quiet=counted(record(share=CHANCE, interval=INTERVAL), "By days."),
            median_days=QUANTILE,
            reason=maybe(TEXT),
        )
    ),
    "cumulative": maybe(
        array(
            record(
                age_days=NUMBER,
                services=WHOLE,
                incidents_a_service=FIGURE,
                interval=INTERVAL,
                reason=maybe(TEXT),
            )
        )
    ),
    "trend": maybe(
        record(verdict=TEXT, services=WHOLE, n=WHOLE, t=FIGURE, p=CHANCE, pooled_u=FIGURE)
    ),
    "minutes_to_resolve": maybe(MINUTES),
    "minutes_to_mitigate": maybe(MINUTES),
    "top_five_families": maybe(RATIO),
    "services": maybe(array(SERVICE)),
    "hot_spots": maybe(array(record(name=TEXT, n=WHOLE, exposure_days=NUMBER, p=CHANCE, q=CHANCE))),
    "services_differ_p": CHANCE,
    "failing_together": described(maybe(array(PAIR)), "Seen in two families or more."),
    "fixes": maybe(array(FIX)),
    "debts": maybe(DEBTS),
}

PREDICTED = record(recall=RATIO, precision=RATIO, empty=WHOLE)
SCORE = record(
    incidents=WHOLE,
    structural=described(PREDICTED, "P > 0."),
    likely=described(PREDICTED, "P ≥ .5."),
    brier=CHANCE,
    usual_brier=CHANCE,
    skill=FIGURE,
    reliability=array(
        record(**{"from": SHARE}, to=SHARE, n=WHOLE, foretold=CHANCE, happened=CHANCE)
    ),
)
DEPENDENCIES = record(
    declared=WHOLE,
    surprise=record(
        families=WHOLE,
        tests=WHOLE,
        pairs=array(
            record(
                origin=TEXT,
                hit=TEXT,
                families=WHOLE,
                of=WHOLE,
                elsewhere=WHOLE,
                elsewhere_of=WHOLE,
                p=CHANCE,
                q=CHANCE,
                verdict=TEXT,
                claim=TRUTH,
                ids=array(TEXT),
                suggestion=record(
                    text=described(TEXT, "What to write, if it is so."),
                    whole_line=described(TRUTH, "Else an entry of the list that is there."),
                    under=described(TEXT, "The dotted key that a whole line belongs under."),
                    has_note=TRUTH,
                    path=TEXT,
                    line=LINE,
                ),
            )
        ),
    ),
    silent=record(
        tested=WHOLE,
        untested=WHOLE,
        never_seen=array(
            record(
                dependent=TEXT,
                needs=array(TEXT),
                soft=TRUTH,
                tested=WHOLE,
                at_most=described(CHANCE, "p is not above it, one-sided 95 %."),
                q=CHANCE,
                verdict=TEXT,
                claim=TRUTH,
                said_at=array(record(path=TEXT, line=LINE)),
            )
        ),
    ),
    calibration=record(without_origin=WHOLE, left_out=WHOLE, rolling=SCORE, without_family=SCORE),
)
