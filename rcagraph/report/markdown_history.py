"""What the vault's past says, in the recurring-failure report: rates, chances, fixes, pairs."""

from collections.abc import Iterator
from dataclasses import replace

from rcagraph.analysis.dependencies import Dependencies
from rcagraph.analysis.history import FamilyHistory, History
from rcagraph.analysis.history.fixes import Change
from rcagraph.model.table import Table
from rcagraph.report import dependency_tables, history_sentences, history_tables
from rcagraph.report.amounts import p_value
from rcagraph.report.escaping import markdown, markdown_code
from rcagraph.report.places import at
from rcagraph.report.tables import to_markdown


def opening(its: History | None) -> list[str]:
    """Sentences below the report's title."""
    return [markdown(sentence) for sentence in history_sentences.history(its)] if its else []


def sections(its: History | None) -> list[str]:
    """Blocks after the families: services, fixes, pairs, durations."""
    if its is None:
        return []
    whole = its.whole
    blocks = [
        *_table("Where failures begin", history_tables.services(its)),
        *_table("Did the fix work?", history_tables.fixes(its)),
        *_table("Hit together", history_tables.pairs(its)),
        "## How long it takes",
        markdown(history_sentences.lasted(whole.to_mitigate, "mitigate")),
        markdown(history_sentences.lasted(whole.to_resolve, "resolve")),
    ]
    return blocks if whole.to_resolve.n else blocks[:-3]


def dependencies(needs: Dependencies | None) -> list[str]:
    """What the incidents say of the declared dependencies."""
    if needs is None:
        return []
    said = dependency_tables.sentences(needs)
    tables = (t for t in dependency_tables.tables(needs, brief=True) if t.rows)
    return ["## The declared dependencies", *map(markdown, said), *map(to_markdown, tables)]


def _table(title: str, table: Table) -> list[str]:
    return [f"## {title}", to_markdown(replace(table, title=""))] if table.rows else []


def family_facts(its: FamilyHistory | None) -> Iterator[str]:
    """What is said of one family beside its dates."""
    if its is None:
        return
    figures, watched = its.figures, its.figures.watched
    if watched.opened_on and figures.n:
        yield (
            f"Days between, on average: {history_tables.between(figures)}, 95 % interval, of "
            f"{figures.n} since {watched.opened_on}"
        )
    soon, later = history_tables.again(its.next)
    if soon and later:
        yield f"Chance of another within 30 days {markdown(soon)}, within 90 days {markdown(later)}"
    q = f", q={p_value(figures.verdict.q)}" if figures.verdict.is_claim else ""
    yield f"Trend: {markdown(figures.verdict.words)}{q}"
    for fix in its.fixes:
        if fix.trial.effect.reason is None:
            what = "; ".join(map(_change, fix.trial.changes))
            yield f"Did it work? {what}: {markdown(history_sentences.fixed(fix))}"


def _change(change: Change) -> str:
    return f"“{markdown(change.text)}” {markdown_code(at(change.node.places[0]))}"
