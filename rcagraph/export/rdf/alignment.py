"""THE ALIGNMENT TABLE: what the ontology's words are called in vocabularies that others know.

`above` is what reasoners may conclude: superclasses and superproperties, in W3C's vocabularies,
FOAF and Dublin Core alone. `close` and `related` only point: no ticket of a desk is an incident.
"""

from collections.abc import Mapping
from typing import NamedTuple

from rcagraph.export.rdf.terms import COMMON

NAMESPACES: Mapping[str, str] = {
    **COMMON,
    "devopscore": "http://w3id.org/devops-infra/core#",
    "devopsprod": "http://w3id.org/devops-infra/product#",
    "folio": "http://IBCNServices.github.io/Folio-Ontology/Folio.owl#",
    "noria": "https://w3id.org/noria/ontology/",
    "org": "http://www.w3.org/ns/org#",
    "oslc_cm": "http://open-services.net/ns/cm#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "shape": "https://w3id.org/rcagraph/shapes#",
    "vann": "http://purl.org/vocab/vann/",
}


class Aligned(NamedTuple):
    above: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    """Pages that tell of the same thing where it has no RDF: Backstage's."""
    inverse_close: tuple[str, ...] = ()
    """What the edge is close to when it is read from its target."""


NOT_ALIGNED = Aligned()
_CATALOG = "https://backstage.io/docs/features/software-catalog/"

CLASSES: Mapping[str, Aligned] = {
    "Incident": Aligned(
        ("prov:Activity",), ("schema:Event",), ("noria:TroubleTicket", "oslc_cm:Defect")
    ),
    "Service": Aligned(
        ("prov:Entity",),
        ("devopsprod:Service", "noria:Service"),
        ("schema:Service",),
        (f"<{_CATALOG}descriptor-format#kind-component>",),
    ),
    "Runbook": Aligned(("foaf:Document", "prov:Plan"), ("noria:OperationPlan",)),
    "Team": Aligned(
        ("org:OrganizationalUnit", "prov:Organization"),
        see=(f"<{_CATALOG}descriptor-format#kind-group>",),
    ),
    "Person": Aligned(
        ("foaf:Person", "prov:Person"), see=(f"<{_CATALOG}descriptor-format#kind-user>",)
    ),
    "Resource": Aligned(("prov:Entity",), see=(f"<{_CATALOG}descriptor-format#kind-resource>",)),
    "System": Aligned(("prov:Entity",), see=(f"<{_CATALOG}descriptor-format#kind-system>",)),
    "FailureMode": Aligned(("skos:Concept",), ("folio:FailureMode",)),
    "Category": Aligned(("skos:Concept",)),
    # No activity: it is promised, and may never happen.
    "ActionItem": Aligned(("prov:Entity",), ("oslc_cm:Task", "schema:Action")),
    "Alert": Aligned(("prov:Entity",), related=("noria:EventRecord",)),
    "Document": Aligned(("foaf:Document", "prov:Entity")),
}
"""By kind. `Unresolved` is deliberately nothing: nobody knows what the link meant."""

EDGES: Mapping[str, Aligned] = {
    "AFFECTS": Aligned(("dcterms:relation",), ("noria:troubleTicketRelatedService",)),
    # Not below rca:affects: a reasoner would then count other incidents than the triples do.
    "ORIGINATED_IN": Aligned(("dcterms:relation",)),
    "RELATES_TO": Aligned(("dcterms:relation",)),
    "RECURRENCE_OF": Aligned(("dcterms:relation",)),
    "DUPLICATE_OF": Aligned(("dcterms:relation",)),
    "OWNS": Aligned(
        see=(f"<{_CATALOG}well-known-relations#ownedby-and-ownerof>",),
        inverse_close=("noria:elementManagedBy",),
    ),
    # Not below prov:wasAttributedTo, which speaks of entities: the note's, not the incident's.
    "AUTHORED_BY": Aligned(related=("dcterms:creator", "prov:wasAttributedTo")),
    "DEPENDS_ON": Aligned(
        ("dcterms:requires", "rca:dependsOnTransitive"),
        ("devopscore:dependsOn",),
        see=(f"<{_CATALOG}well-known-relations#dependson-and-dependencyof>",),
    ),
    "DOCUMENTS": Aligned(("foaf:topic",)),
    "USES_RUNBOOK": Aligned(("dcterms:references",), related=("prov:used",)),
    "ESCALATES_TO": Aligned(("dcterms:relation",)),
    "HAS_FAILURE_MODE": Aligned(("dcterms:subject",)),
    "IN_CATEGORY": Aligned(("dcterms:subject",)),
    "HAS_ACTION_ITEM": Aligned(("dcterms:relation",)),
    "PART_OF": Aligned(
        ("dcterms:isPartOf",), see=(f"<{_CATALOG}well-known-relations#partof-and-haspart>",)
    ),
    "MEMBER_OF": Aligned(
        ("org:memberOf",), see=(f"<{_CATALOG}well-known-relations#memberof-and-hasmember>",)
    ),
    "REFERENCES": Aligned(("dcterms:references",)),
}

PROPERTIES: Mapping[str, Aligned] = {
    "severity": Aligned(related=("noria:troubleTicketSeverity", "oslc_cm:severity")),
    "status": Aligned(related=("oslc_cm:status",)),
    "priority": Aligned(related=("oslc_cm:priority",)),
    "summary": Aligned(("dcterms:description",)),
    "text": Aligned(("dcterms:description",)),
    "updated": Aligned(("dcterms:modified",)),
}
