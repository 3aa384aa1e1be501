"""The families as a table that reads without scripts: figures, and below each what it rests on."""

from collections.abc import Iterator
from urllib.parse import quote

from rcagraph.analysis.actions import Action
from rcagraph.analysis.debts import Promise
from rcagraph.analysis.events import Event
from rcagraph.analysis.history import FamilyHistory
from rcagraph.analysis.recurrence import Family
from rcagraph.report.amounts import p_value
from rcagraph.report.debt_tables import owned_by
from rcagraph.report.history_sentences import fixed
from rcagraph.report.history_tables import family_cells
from rcagraph.report.incidents import incident_facts
from rcagraph.report.page.html_tables import wide
from rcagraph.report.page.markup import Html, tag, text
from rcagraph.report.page.notes import Notes
from rcagraph.report.page.sources import Sources

COLUMNS = (
    *("Family", "When", "Times", "Days between, 95 %", "Again in 30 d", "Again in 90 d"),
    *("Trend", "Runbooks", "Open actions"),
)
CLAIMS = {"worsening": "worse", "improving": "better"}
NUMBERS = ("Times", "Days between, 95 %", "Again in 30 d", "Again in 90 d", "Open actions")


def families(of: Sources, notes: Notes) -> Html:
    if not of.found.families:
        return tag("p", "No failure came back.")
    head = [
        tag("th", column, scope="col", class_="number" if column in NUMBERS else None)
        for column in COLUMNS
    ]
    rows = [_row(n, family, of, notes) for n, family in enumerate(of.found.families)]
    table = tag("table", tag("thead", tag("tr", *head)), tag("tbody", *rows), id="family-table")
    return wide(table, "Families of failures that came back")


def _row(number: int, family: Family, of: Sources, notes: Notes) -> Html:
    its = of.history.of(family) if of.history else None
    between, soon, later, trend = family_cells(its)
    cells = (len(family.events), between, soon, later)
    return tag(
        "tr",
        tag("th", _details(number, family, its, of, notes), scope="row"),
        tag("td", tag("span", _span(family), class_="days"), class_="strip", data_family=number),
        *(tag("td", None if c is None else str(c), class_="number") for c in cells),
        tag("td", _trend(trend, its), class_=CLAIMS.get(str(trend))),
        _runbooks(family, of),
        tag("td", len(family.open_actions), class_="number"),
        class_="family",
    )  # fmt: skip


def _runbooks(family: Family, of: Sources) -> Html:
    if not family.runbooks:
        return tag("td", "none", class_="owed")
    stale = sum(s.family is family for s in of.owed.stale_runbooks)
    return tag("td", len(family.runbooks), f", {stale} not updated since" if stale else "")


def _span(family: Family) -> str:
    return f"{family.first} to {family.last}" if family.dates else "no date known"


def _trend(words: object, its: FamilyHistory | None) -> str:
    if its is None:
        return ""
    verdict = its.figures.verdict
    return f"{words} (q={p_value(verdict.q)})" if verdict.is_claim else str(words)


def _details(
    number: int, family: Family, its: FamilyHistory | None, of: Sources, notes: Notes
) -> Html:
    promised = (p for p in of.owed.repeated_promises if p.family is family)
    blocks = [
        *_list("Incidents", (_incident(event, notes) for event in family.events)),
        *_list("Runbooks", (notes.node(each) for each in family.runbooks)),
        *_list("Open actions", (_action(action, notes) for action in family.open_actions)),
        *_list("Promised more than once", (_promise(promise, notes) for promise in promised)),
        *_list("Did the fix work?", _fixes(its, notes)),
        *([tag("p", "Teams: ", notes.nodes(family.teams))] if family.teams else ()),
        *([_curve(family)] if its and its.figures.n else ()),
    ]
    return tag(
        "details", tag("summary", family.title, dir="auto"), *blocks, id=f"family-{number + 1}"
    )


def _curve(family: Family) -> Html:
    address = f"#rates/{quote(f'Families/{family.title}', safe='')}"
    return tag("p", tag("a", "How they add up", href=address), data_scripts=True)


def _list(title: str, items: Iterator[Html]) -> Iterator[Html]:
    told = [tag("li", item, dir="auto") for item in items]
    if told:
        yield tag("h3", title)
        yield tag("ul", *told)


def _incident(event: Event, notes: Notes) -> Html:
    also = [Html(f", also told in {notes.node(node)}") for node in event.duplicates]
    return Html(
        f"{notes.node(event.node)} ({text(', '.join(incident_facts(event)))}){''.join(also)}"
    )


def _action(action: Action, notes: Notes) -> Html:
    due = f"due {action.due_date}" if action.due_date else "no date"
    return Html(f"{notes.node(action.node, action.text)} ({text(f'{owned_by(action)}, {due}')})")


def _promise(promise: Promise, notes: Notes) -> Html:
    said = [
        Html(f"{notes.node(a.node, a.incident.name if a.incident else None)}, then {len(after)}")
        for a, after in zip(promise.actions, promise.recurred, strict=True)
    ]
    return Html(f"{text(promise.actions[0].text)}: {'; '.join(said)}")


def _fixes(its: FamilyHistory | None, notes: Notes) -> Iterator[Html]:
    for fix in its.fixes if its else ():
        if fix.trial.effect.reason is None:
            what = "; ".join(notes.node(change.node, change.text) for change in fix.trial.changes)
            yield Html(f"{what}: {text(fixed(fix))}")
