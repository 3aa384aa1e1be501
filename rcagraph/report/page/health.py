"""What is wrong with the notes: how often, and where."""

from itertools import groupby

from rcagraph.analysis.missing_runbooks import missing_runbooks
from rcagraph.model.diagnostics import Diagnostic
from rcagraph.model.facts import Place
from rcagraph.model.table import Table
from rcagraph.report.counts_tables import findings
from rcagraph.report.diagnostics import summary
from rcagraph.report.page.html_tables import to_html
from rcagraph.report.page.markup import Html, prose, tag
from rcagraph.report.page.notes import Notes
from rcagraph.report.page.sources import Sources

MOST = 200
"""Of a kind; `rcagraph check` has them all."""


def health(of: Sources, notes: Notes) -> tuple[Html, ...]:
    ranked = sorted(of.diagnostics, key=lambda d: (d.code.name, d.sort_key))
    found = [(code, tuple(its)) for code, its in groupby(ranked, key=lambda d: d.code)]
    return (
        tag("p", prose(f"`rcagraph check` finds: {summary(of.diagnostics)}.")),
        to_html(findings(of.diagnostics), notes, "Findings by kind"),
        to_html(_without_runbook(of), notes),
        *(
            tag(
                "details",
                tag("summary", f"{code.name} {code.value.title} ({len(its)})"),
                tag("p", code.value.remedy),
                tag("ul", *(_finding(each, notes) for each in its[:MOST])),
                tag("p", prose(f"{len(its) - MOST} more: `rcagraph check --select {code.name}`"))
                if len(its) > MOST
                else Html(),
                id=code.name,
            )
            for code, its in found
        ),
    )


def _without_runbook(of: Sources) -> Table:
    rows = tuple((node.name, began) for node, began in missing_runbooks(of.graph))
    return Table("Services without a runbook", ("service", "incidents that began in it"), rows)


def _finding(each: Diagnostic, notes: Notes) -> Html:
    place = notes.link(Place(each.path, each.line), each.path if not each.line else None)
    hint = f" ({each.hint})" if each.hint else ""
    return tag("li", place, tag("span", f" {each.detail}{hint}", dir="auto"))
