"""In which form `rcagraph export` writes RDF."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from rcagraph.export.rdf.form import VERSIONS, Provenance

F = TypeVar("F", bound=Callable[..., Any])


def rdf_options(command: F) -> F:
    """`--base-iri`, `--rdf-version` and `--provenance`."""
    base = click.option(
        "--base-iri",
        default="",
        metavar="IRI",
        help="Of RDF: where the IRIs of the vault's things begin. Default: "
        "https://rcagraph.invalid/VAULT/",
    )
    version = click.option(
        "--rdf-version",
        type=click.Choice(VERSIONS),
        default=VERSIONS[0],
        show_default=True,
        help="1.2 has reifiers of triple terms, which few tools read yet.",
    )
    provenance = click.option(
        "--provenance",
        type=click.Choice([one.value for one in Provenance]),
        help="Of RDF: how the places that say an edge are kept. Default: statements, in RDF 1.2 "
        "reifiers. graphs: a named graph for each note (.trig and .nq).",
    )
    return base(version(provenance(command)))
