"""The page's first part: sentences, and the figures that support them, each leading to its part."""

from rcagraph.model.diagnostics import Severity
from rcagraph.report import history_sentences, sentences
from rcagraph.report.amounts import ends, percent
from rcagraph.report.page.markup import Html, tag
from rcagraph.report.page.sources import Sources


def headline(of: Sources) -> tuple[Html, ...]:
    its = of.history
    said = [*sentences.recurrence(of.found)]
    said += [*history_sentences.history(its)] if its else []
    said += history_sentences.silent(its, of.today) if of.today else ()
    if its and its.whole.to_resolve.n:
        said.append(history_sentences.lasted(its.whole.to_resolve, "resolve"))
    first, rest = said[:1], said[1:]
    return (
        *(tag("p", sentence, dir="auto", class_="lead") for sentence in first),
        tag("ul", *_figures(of), class_="figures", aria_label="Figures"),
        *(tag("p", sentence, dir="auto") for sentence in rest),
    )


def _figures(of: Sources) -> list[Html]:
    owed, found = of.owed, of.found
    errors = sum(d.code.severity is Severity.ERROR for d in of.diagnostics)
    spots = [s.verdict.is_claim for s in of.history.services.all] if of.history else []
    came_back = f"of {found.all_families} families came back"
    late = _figure("debts", len(owed.overdue), f"actions overdue on {of.today}")
    return [
        _figure("families", found.repeating_families, came_back),
        *_repeat_rate(of),
        *(
            [_figure("rates", sum(spots), f"hot spots among {len(spots)} services")]
            if spots
            else []
        ),
        _figure("debts", len(owed.families_without_runbook), "families without a runbook"),
        *([late] if of.today else []),
        _figure("debts", len(owed.repeated_promises), "promises made more than once"),
        _figure("health", len(of.diagnostics), f"findings in the notes, {errors} of them errors"),
    ]


def _repeat_rate(of: Sources) -> list[Html]:
    rates = of.history.whole.repeat if of.history else ()
    known = [(days, rate) for days, rate in rates if rate.estimate is not None]
    if not known:
        return []
    days, rate = known[len(known) // 2]
    between = ends(rate.interval, percent)
    words = f"repeat within {days} days ({rate.k} of {rate.n}; 95 % {between})"
    return [_figure("families", percent(rate.estimate or 0.0), words)]


def _figure(part: str, value: str | int, words: str) -> Html:
    return tag("li", tag("a", tag("strong", value), tag("span", words), href=f"#{part}"))
