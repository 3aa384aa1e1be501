"""The JSON Schemas of what goes down with what: blast radius, explanation, criticality, diff."""

from rcagraph.reference.shapes import (
    DAY,
    LINE,
    NUMBER,
    SHARE,
    TEXT,
    TRUTH,
    WHOLE,
    array,
    choice,
    described,
    maybe,
    record,
)

NAMES = array(TEXT)
INTERVAL = array(SHARE)
CHANCE = {
    "probability": described(SHARE, "That it goes down too: the mean over what is known of p."),
    "interval": described(INTERVAL, "90 %, over draws of the p of every dependency."),
    "simulation": described(
        maybe(SHARE), "Half of Wilson's 95 % interval of the samples; null: exact."
    ),
}
EXPECTED = record(
    weight=described(NUMBER, "Of what fails itself."),
    impact=described(NUMBER, "Sum of probability times weight by tier."),
    minutes=described(maybe(NUMBER), "Impact times the mean time to mitigate."),
    typical_minutes=described(maybe(NUMBER), "Impact times the median: no expectation."),
    times=maybe(record(n=WHOLE, mean=NUMBER, median=NUMBER, of=TEXT, measure=TEXT)),
    teams=array(record(name=maybe(TEXT), share=SHARE)),
)

BLAST_RADIUS = record(
    service=TEXT,
    kind=TEXT,
    as_of=maybe(DAY),
    what_if=NAMES,
    originated=described(WHOLE, "Incidents that began in it."),
    owners=NAMES,
    structural=array(
        record(
            name=TEXT,
            kind=TEXT,
            hops=WHOLE,
            path=described(NAMES, "From what fails to what is hit."),
            hard=TRUTH,
            soft=TRUTH,
            loses_redundancy=TRUTH,
            redundancy_of=maybe(TEXT),
            members_left=maybe(WHOLE),
            score=described(maybe(SHARE), "Best path; null behind a redundancy group."),
            **CHANCE,
            owners=NAMES,
        )
    ),
    hit=described(
        record(mean=NUMBER, median=WHOLE, most=WHOLE, samples=maybe(WHOLE)),
        "How many go down together; no more than `most` in 95 % of cases.",
    ),
    expected=EXPECTED,
    compared=described(
        array(record(name=TEXT, kind=TEXT, before=SHARE, after=SHARE, change=NUMBER, exact=TRUTH)),
        "What a what-if changes.",
    ),
    expected_before=described(maybe(EXPECTED), "Without the what-if."),
    observed=array(
        record(
            name=TEXT,
            incidents=WHOLE,
            of=WHOLE,
            families=WHOLE,
            share=SHARE,
            interval=described(
                maybe(INTERVAL), "95 %, families as clusters; null below three of them."
            ),
            wilson_interval=described(INTERVAL, "As if incidents were independent."),
            last=maybe(DAY),
            ids=NAMES,
        )
    ),
    important=array(record(dependent=TEXT, needs=NAMES, birnbaum=NUMBER, said_at=NAMES)),
    choke_points=array(record(name=TEXT, kind=TEXT, shields=NAMES)),
    falls_with=described(
        maybe(array(NAMES)), "What forces the service down, together; null: too much to tell."
    ),
    runbooks=array(record(name=TEXT, path=TEXT, line=LINE, documents=NAMES)),
    teams=array(record(name=TEXT, kind=TEXT, owns=NAMES, escalation_of=NAMES)),
)

INCIDENT = {"name": TEXT, "path": TEXT, "line": LINE, "date": maybe(DAY)}
EXPLANATION = record(
    name=TEXT,
    kind=TEXT,
    **CHANCE,
    coins=described(WHOLE, "Dependencies in doubt that decide it."),
    samples=described(maybe(WHOLE), "Null: exact."),
    dependencies=array(
        record(
            dependent=TEXT,
            needs=NAMES,
            must_stand=described(WHOLE, "How many of them the dependent needs."),
            strength=choice(("hard", "soft")),
            assumed=described(SHARE, "The mean of p before any incident."),
            stated=described(TRUTH, "A note states it; else that of the strength."),
            crossed=described(WHOLE, "Incidents that crossed it."),
            of=described(WHOLE, "Incidents that tested it alone, one a family."),
            p=SHARE,
            interval=INTERVAL,
            said_at=NAMES,
            incidents=array(record(**INCIDENT, crossed=TRUTH)),
        )
    ),
    observed=array(record(**INCIDENT)),
)

CRITICALITY = record(
    **{"from": maybe(DAY), "to": maybe(DAY)},
    samples=WHOLE,
    services=array(
        record(
            name=TEXT,
            kind=TEXT,
            imposed=described(maybe(NUMBER), "Weighted hits on others, a year."),
            suffered=described(maybe(NUMBER), "Weighted hits by others' failures, a year."),
            radius=described(NUMBER, "Weighted hits on others by one failure."),
            failures_a_year=maybe(NUMBER),
            incidents=described(maybe(WHOLE), "The n of the rate."),
            single_point_of_failure_of=NAMES,
        )
    ),
)

PAIR = record(service=TEXT, kind=TEXT, dependent=TEXT, dependent_kind=TEXT, path=NAMES)
THING = record(kind=TEXT, id=TEXT)
EDGE = record(type=TEXT, source=THING, target=THING)
DIFF = record(
    new_dependents=described(array(PAIR), "A failure now reaches further."),
    gone_dependents=array(PAIR),
    nodes=record(added=array(THING), removed=array(THING)),
    edges=record(added=array(EDGE), removed=array(EDGE)),
)
