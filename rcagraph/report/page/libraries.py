"""The texts that the page is made of: our CSS and JavaScript, and the libraries it draws with."""

from pathlib import Path

from rcagraph.model.errors import RcaGraphError

HERE = Path(__file__).parent
STATIC, VENDOR = HERE / "static", HERE / "vendor"
LICENCES = "LICENCES.txt"
LIBRARIES = ("d3.min.js", "plot.umd.min.js", "cytoscape.min.js")
SCRIPTS = (
    *("data.js", "elements.js", "drawing.js", "parts.js", "strips.js", "heat-map.js", "rates.js"),
    *("growth.js", "rings.js", "blast-radius.js", "calibration.js", "graph-data.js"),
    *("graph-paths.js", "graph-export.js", "graph-view.js", "graph-about.js"),
    *("graph-controls.js", "graph.js", "start.js"),
)
"""In this order, as one script."""

STYLES = ("base.css", "parts.css", "print.css")


def libraries(vendor: Path = VENDOR) -> tuple[str, ...]:
    """`RcaGraphError` where they were not built."""
    missing = [name for name in (*LIBRARIES, LICENCES) if not (vendor / name).is_file()]
    if missing:
        raise RcaGraphError(
            f"the page's libraries are not built: there is no {missing[0]} in {vendor}",
            "Run `make page` in the checkout (it needs npm), or write FILE.md, which needs none",
        )
    licences = (vendor / LICENCES).read_text("utf-8").replace("*/", "* /")
    kept = f"/*\nThis page holds these libraries.\n\n{licences}*/\n"
    return (kept + _read(vendor, LIBRARIES[0]), *(_read(vendor, each) for each in LIBRARIES[1:]))


def script() -> str:
    return f"'use strict';\n(() => {{\n{''.join(_read(STATIC, name) for name in SCRIPTS)}}})();\n"


def styles() -> str:
    return "".join(_read(STATIC, name) for name in STYLES)


def _read(folder: Path, name: str) -> str:
    """As it can stand in an element: it must not end it, nor open a comment that goes on."""
    text = (folder / name).read_text("utf-8")
    for ending in ("</script", "</style", "<!--"):
        if ending in text.lower():
            raise ValueError(f"{name} has {ending}, which would end the element that it stands in")
    return text
