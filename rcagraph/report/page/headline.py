"""The page's first part: sentences, and the figures that support them, each leading to its part."""

from collections.abc import Iterator

from rcagraph.model.diagnostics import Severity
from rcagraph.report import history_sentences, sentences
from rcagraph.report.amounts import ends, percent
from rcagraph.report.page.markup import Html, tag
from rcagraph.report.page.sources import Sources

TITLES = {"families": "Families", "rates": "Rates"}


def headline(of: Sources) -> tuple[Html, ...]:
    first, *rest = _said(of)
    return (
        _sentence(*first, class_="lead"),
        tag("ul", *_figures(of), class_="figures", aria_label="Figures"),
        *(_sentence(*each) for each in rest),
    )


def _said(of: Sources) -> Iterator[tuple[str, str]]:
    """Each sentence with the part that lists what it comes from."""
    its = of.history
    yield from ((each, "families") for each in sentences.recurrence(of.found))
    if its is None:
        return
    yield history_sentences.watched(its.window), "rates"
    counted = (history_sentences.repeats(its), *history_sentences.first_gaps(its))
    yield from ((each, "families") for each in (*counted, history_sentences.top_families(its)))
    yield from ((each, "rates") for each in history_sentences.claims(its))
    silent = history_sentences.silent(its, of.today) if of.today else ()
    yield from ((each, "rates") for each in silent)
    if its.whole.to_resolve.n:
        yield history_sentences.lasted(its.whole.to_resolve, "resolve"), "rates"


def _sentence(said: str, part: str, class_: str | None = None) -> Html:
    leads = tag("a", TITLES[part], href=f"#{part}", class_="source")
    return tag("p", tag("span", said, dir="auto"), " ", leads, class_=class_)


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
