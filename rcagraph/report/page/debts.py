"""What is owed: counts, each leading to the list or table below that has its notes and lines."""

from collections.abc import Iterable, Iterator

from rcagraph.model.table import Table
from rcagraph.report import debt_tables, promise_tables
from rcagraph.report.page.html_tables import to_html
from rcagraph.report.page.markup import Html, tag
from rcagraph.report.page.notes import Notes
from rcagraph.report.page.sources import Sources


def debts(of: Sources, notes: Notes) -> tuple[Html, ...]:
    lists = list(_lists(of, notes))
    facts = debt_tables.facts(of.owed, of.today)
    counts = (_count(f, n, inside) for n, (f, inside) in enumerate(zip(facts, lists, strict=True)))
    shown = (tag("div", inside, id=f"debt-{n}") for n, inside in enumerate(lists) if inside)
    return (tag("ul", *counts), *shown)


def _count(fact: str, number: int, inside: Html) -> Html:
    return tag("li", tag("a", fact, href=f"#debt-{number}") if inside else fact)


def _lists(of: Sources, notes: Notes) -> Iterator[Html]:
    """In the order of the facts; empty where nothing is owed."""
    owed, today = of.owed, of.today
    without = (notes.family(family.title) for family in owed.families_without_runbook)
    yield _list("Families without a runbook", without)
    stale = "Runbooks not updated since the last recurrence"
    yield to_html(debt_tables.runbooks(owed), notes, stale)
    untold = (notes.node(runbook) for runbook in owed.undated_runbooks)
    yield _list("Runbooks of which nobody says when they were updated", untold)
    yield to_html(promise_tables.promises(owed), notes, "Promised more than once")
    if today:
        late = tag("a", "The actions", href="#overdue", class_="source")
        owners = to_html(debt_tables.owners(owed), notes, "Overdue actions, by owner", source=late)
        yield Html(owners + _overdue(debt_tables.late(owed, today), notes))
    yield to_html(debt_tables.undated(owed), notes, "Open actions without a due date")


def _overdue(late: Table, notes: Notes) -> Html:
    shown = to_html(late, notes, "Overdue actions")
    return tag("div", shown, id="overdue") if shown else shown


def _list(title: str, items: Iterable[Html]) -> Html:
    listed = [tag("li", item, dir="auto") for item in items]
    return Html(tag("h3", title) + tag("ul", *listed)) if listed else Html()
