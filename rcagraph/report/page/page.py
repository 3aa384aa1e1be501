"""The report as one HTML file: everything in it, nothing from elsewhere."""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

from rcagraph.analysis.heat_map import heat_map
from rcagraph.model.version import __version__
from rcagraph.report.page.contents import contents, embedded
from rcagraph.report.page.libraries import libraries, script, styles
from rcagraph.report.page.markup import Html, tag, text
from rcagraph.report.page.notes import Notes
from rcagraph.report.page.parts import Part, parts
from rcagraph.report.page.sources import Sources

# Cytoscape makes it where it is not there, which the policy would forbid.
CYTOSCAPE_STYLE = ".__________cytoscape_container { position: relative; }"


def report_page(of: Sources) -> str:
    """`RcaGraphError` where the libraries were not built."""
    scripts = (*libraries(), script())
    css = styles()
    notes, heat = Notes(of.graph, of.base, of.found), heat_map(of.graph, of.found.until)
    shown = parts(of, heat, notes)
    title = f"Recurring failures of {of.graph.vault}"
    head = (
        Html('<meta charset="utf-8">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{policy(scripts, css)}">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html('<meta name="color-scheme" content="light dark">'),
        Html('<meta name="referrer" content="no-referrer">'),
        tag("title", title),
        Html(f"<style>{css}</style>"),
        Html(f'<style id="__________cytoscape_stylesheet">{CYTOSCAPE_STYLE}</style>'),
    )
    data = embedded(contents(of, heat, notes))
    body = (
        tag("a", "Skip to the content", href="#main", class_="skip"),
        tag("header", tag("h1", title, dir="auto"), _parts_list(shown)),
        tag("main", *(_section(part) for part in shown), id="main", tabindex=-1),
        tag("footer", tag("p", f"Made by rcagraph {__version__}.")),
        Html(f'<script type="application/json" id="contents">{data}</script>'),
        *(Html(f"<script>{each}</script>") for each in scripts),
    )
    return (
        f'<!doctype html>\n<html lang="en">\n{tag("head", *head)}\n{tag("body", *body)}\n</html>\n'
    )


def policy(scripts: Iterable[str], css: str) -> str:
    """No network, no `eval`, and of scripts and styles those alone that are in the page."""
    allowed_scripts = " ".join(map(_digest, scripts))
    allowed_styles = " ".join(map(_digest, (css, CYTOSCAPE_STYLE)))
    return (
        f"default-src 'none'; script-src {allowed_scripts}; style-src {allowed_styles}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _digest(of: str) -> str:
    return f"'sha256-{b64encode(sha256(of.encode()).digest()).decode()}'"


def _parts_list(shown: Iterable[Part]) -> Html:
    links = [
        tag("li", tag("a", part.title, href=f"#{part.id}"), data_scripts=part.needs_scripts)
        for part in shown
    ]
    return tag("nav", tag("ul", *links), aria_label="Parts of the report")


def _section(part: Part) -> Html:
    needs = tag("p", text("This part needs JavaScript."), class_="without-scripts")
    return tag(
        "section",
        tag("h2", part.title, id=f"{part.id}-title"),
        *([needs] if part.needs_scripts else ()),
        *part.inside,
        id=part.id,
        class_="part",
        aria_labelledby=f"{part.id}-title",
    )
