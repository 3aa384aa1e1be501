"""The recurring-failure report: what came back, how often, whose it is, and what is still owed."""

from collections.abc import Iterable, Mapping
from datetime import date

from rcagraph.analysis.actions import Action
from rcagraph.analysis.days import day_of
from rcagraph.analysis.debts import Debts, Promise, debts
from rcagraph.analysis.dependencies import Dependencies
from rcagraph.analysis.events import Event
from rcagraph.analysis.history import History
from rcagraph.analysis.period_change import PeriodChange
from rcagraph.analysis.recurrence import Family, Recurrence
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.table import Cell, Table
from rcagraph.report import history_sentences, markdown_history, period, sentences, worst_services
from rcagraph.report.as_tables import gaps
from rcagraph.report.debt_tables import owned_by
from rcagraph.report.escaping import markdown, markdown_code
from rcagraph.report.incidents import incident_facts
from rcagraph.report.markdown_debts import debt_section
from rcagraph.report.places import at
from rcagraph.report.tables import to_markdown


def recurring_failure_report(
    graph: KnowledgeGraph,
    found: Recurrence,
    today: date | None = None,
    its: History | None = None,
    by_git: Mapping[str, date] | None = None,
    needs: Dependencies | None = None,
    change: PeriodChange | None = None,
) -> str:
    """CommonMark with pipe tables.

    `today` serves overdue actions, and to say that the vault fell silent; None leaves them out.
    `its`: what the past says, of the same families. `by_git`: a note's path to the day of its
    last commit. `needs`: what the incidents say of the declared dependencies. `change`: a period
    against the one before it.
    """
    owed = debts(graph, found, today, by_git)
    blocks = [
        f"# Recurring failures of {markdown(graph.vault)}",
        *(markdown(sentence) for sentence in sentences.recurrence(found)),
        *markdown_history.opening(its),
        *(history_sentences.silent(its, today) if today else ()),
        *period.as_markdown(change),
        *_overview(found.families),
        *worst_services.as_markdown(graph, worst_services.worst_services(graph, found)),
        *(block for family in found.families for block in _section(family, owed, its)),
        *markdown_history.sections(its),
        *markdown_history.dependencies(needs),
        *debt_section(owed, today),
    ]
    return "\n\n".join(block.rstrip("\n") for block in blocks) + "\n"


def _overview(families: tuple[Family, ...]) -> list[str]:
    if not families:
        return []
    columns = ("Incidents", "Family", "First", "Last", "Gaps (days)", "Minutes", "Open actions")
    return ["## Families", to_markdown(Table("", columns, tuple(map(_row, families))))]


def _row(family: Family) -> tuple[Cell, ...]:
    count, days = len(family.events), (family.first, family.last, gaps(family))
    return (count, family.title, *days, family.total_minutes, len(family.open_actions))


def _section(family: Family, owed: Debts, its: History | None) -> list[str]:
    told = markdown_history.family_facts(its.of(family) if its else None)
    return [
        f"### {markdown(family.title)}",
        "\n".join(f"- {fact}" for fact in (*_facts(family, owed), *told)),
        "Incidents:",
        "\n".join(line for event in family.events for line in _incident(event)),
        *_open_actions(family),
    ]


def _facts(family: Family, owed: Debts) -> list[str]:
    stale = {s.runbook.key for s in owed.stale_runbooks if s.family is family}
    facts = [_dates(family), _minutes(family)]
    facts += [f"Also as: {markdown(': '.join(n for _, n in key))}" for key in family.other_keys]
    facts.append(f"Teams: {_names(family.teams) or 'none named'}")
    facts += [_runbook(runbook, runbook.key in stale) for runbook in family.runbooks]
    facts += [] if family.runbooks else ["Runbook: **none**"]
    for promise in (p for p in owed.repeated_promises if p.family is family):
        facts.append(f"Promised more than once: {_promise(promise)}")
    return facts


def _promise(promise: Promise) -> str:
    """The words, then each day on which they were said and how often it recurred after."""
    said = zip(promise.actions, promise.recurred, strict=True)
    times = "; ".join(f"{_when(a.incident)}, {_recurred(n)}" for a, n in said if a.incident)
    return f"“{markdown(promise.actions[0].text)}” ({times})"


def _recurred(after: tuple[Event, ...]) -> str:
    if not after:
        return "not since"
    days = ", ".join(str(event.day or "no date") for event in after)
    return f"then it recurred on {days}"


def _when(incident: Node) -> str:
    return str(day_of(incident, "date") or markdown(incident.name))


def _dates(family: Family) -> str:
    if not family.dates:
        return f"{len(family.events)} incidents, no date known"
    between = f"; days between: {gaps(family)}" if family.gaps_days else ""
    return f"{len(family.events)} incidents, {family.first} to {family.last}{between}"


def _minutes(family: Family) -> str:
    known, of = len(family.known_minutes), len(family.events)
    if not known:
        return "Duration: not known"
    unknown = "" if known == of else f" (known of {known} of {of})"
    return f"Duration: {family.total_minutes} minutes in all{unknown}"


def _runbook(runbook: Node, is_stale: bool) -> str:
    stale = ", not updated since the last recurrence" if is_stale else ""
    return f"Runbook: {markdown(runbook.name)} ({place(runbook)}{stale})"


def _incident(event: Event) -> list[str]:
    details = ", ".join(map(markdown, incident_facts(event)))
    told = f"- {markdown(event.node.name)} ({details}) {place(event.node)}"
    return [told, *(f"  - also told in {place(node)}" for node in event.duplicates)]


def _open_actions(family: Family) -> list[str]:
    if not family.open_actions:
        return ["No open actions."]
    return [
        "Open actions:",
        to_markdown(Table("", _ACTION, tuple(map(_action, family.open_actions)))),
    ]


_ACTION = ("Due", "Action", "Priority", "Owner", "Promised in")


def _action(action: Action) -> tuple[str, ...]:
    due = action.due_date.isoformat() if action.due_date else "no date"
    incident = action.incident.name if action.incident else ""
    return (due, action.text, action.priority, owned_by(action), incident)


def _names(nodes: Iterable[Node]) -> str:
    return ", ".join(markdown(node.name) for node in nodes)


def place(node: Node) -> str:
    return markdown_code(at(node.places[0]))
