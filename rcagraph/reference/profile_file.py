"""The JSON Schema of `rcagraph.toml`: its tables, their keys, and the words that they take."""

from collections.abc import Mapping

from rcagraph.model.ontology import EDGES, NODE_PROPERTIES, NODES, ONTOLOGY, Ontology
from rcagraph.profile.edge_rules import ENTRY_KEYS, STRENGTHS
from rcagraph.profile.field_kinds import FIELD_KINDS
from rcagraph.profile.field_rules import COMPUTED, ORDERED, TEXTS
from rcagraph.profile.ontology_rules import IDENTITIES, IMPACTS, VALUE_TYPES
from rcagraph.profile.read import BUILT_IN
from rcagraph.profile.shape import DIALECTS
from rcagraph.reference.edge_constants import edge_constants
from rcagraph.reference.front_values import offering
from rcagraph.reference.profile_words import (
    EXPRESSION,
    KIND,
    MAP,
    PART,
    REGEX,
    REL,
    SOURCE,
    TAKEN,
    TEXTS_LIST,
    several,
)
from rcagraph.reference.shapes import (
    DAY,
    NUMBER,
    SHARE,
    TEXT,
    TRUTH,
    Schema,
    array,
    choice,
    counted,
    described,
    table,
)

VAULT = table(
    "Which files are read, and whose things they are.",
    name=described(TEXT, "The scope of everything the vault owns; without it the folder's name."),
    id=described(TEXT, "Tells the vault from others of its name in a shared database."),
    root=described(TEXT, "The folder below this one that holds the notes."),
    include=described(TEXTS_LIST, "Globs of the files that are read."),
    exclude=described(TEXTS_LIST, "Globs of files and folders that are not."),
    front_matter=array(choice(DIALECTS)),
    encoding=described(TEXTS_LIST, "Of files that are not UTF-8: `cp1252`; tried in order."),
    timezone=described(TEXT, "Of times that do not say theirs: `Europe/Berlin`."),
    date_formats=described(TEXTS_LIST, "Beside ISO 8601, as `strptime` has them."),
    placeholders=described(several(REGEX), "Values that mean that there is none."),
    share=counted(TEXT, "Kind to the scope that several vaults agree on."),
)

ANALYSIS = table(
    "What makes a family, until when the vault is complete, and what blast radius starts from.",
    complete_until={
        "description": "The vault holds every incident up to this day: `2026-01-31`.",
        "anyOf": [DAY, {"type": "object"}],
    },
    family=described(
        several(TEXT), "The parts that incidents of one family share: service, failure_mode …"
    ),
    hard=described(SHARE, "That a hard dependency transmits a failure (0.9)."),
    soft=described(SHARE, "The same of a soft one (0.2)."),
    weights=counted(NUMBER, "Tier to what its services count for (1)."),
)

CLASSIFY = table(
    "What a note is about that no [[type]] names by its path.",
    by=described(SOURCE, "Asked in order; the first that answers with one of the words decides."),
    words=counted(TEXTS_LIST, "Kind to the words that mean it."),
    default=KIND,
)

FIELD = table(
    "",
    **{"from": SOURCE, "pattern": TAKEN, "map": MAP, "values": TEXTS_LIST, "open": TRUTH},
    kind=choice(FIELD_KINDS),
    placeholders=several(REGEX),
    pick=choice(sorted({*ORDERED, *TEXTS})),
    currency=described(TEXT, "Of an amount that names none."),
)
PROPERTIES = {p.name: p.doc for node in NODES for p in (*NODE_PROPERTIES, *node.properties)}
FIELDS: Schema = {
    "type": "object",
    "description": "Property to where its value stands.",
    "properties": {
        name: {"anyOf": [SOURCE, {"$ref": "#/$defs/field"}], "description": doc}
        for name, doc in sorted(PROPERTIES.items())
        if name not in COMPUTED
    },
    "additionalProperties": {"anyOf": [SOURCE, {"$ref": "#/$defs/field"}]},
}

_EDGE = table(
    "Where the other ends of an edge are named.",
    **{"from": SOURCE, "to": several(KIND)},
    rel=REL,
    reverse=described(TRUTH, "The named thing is the source."),
    first=described(TRUTH, "Only the first source that gives anything."),
    match=choice(("any", "known")),
    split=REGEX,
    pattern=described(
        REGEX, "The group `name`, else the first, else all is the end; others are properties."
    ),
    entity_ref=described(TRUTH, "Values are Backstage's `kind:namespace/name`."),
    by_path=described(TRUTH, "Values are the paths or addresses of notes."),
    map=described(MAP, "Of what a named group says."),
)

_DEPENDENCIES = table(
    "Names, links or entries of what something depends on.",
    **{"from": SOURCE, "pattern": TAKEN, "to": several(KIND)},
    rel=REL,
    keys=table("The dotted keys of an entry.", **dict.fromkeys(ENTRY_KEYS, TEXTS_LIST)),
    map=counted(choice(STRENGTHS), "Spelling to hard or soft."),
)
EDGE_RULE: Schema = {"$ref": "#/$defs/edge"}
DEPENDENCIES: Schema = {"$ref": "#/$defs/dependencies"}
EDGES_TABLE: Schema = {
    "type": "object",
    "description": "Edge to where its other ends are named.",
    "properties": {
        edge.name: {"allOf": [{"$ref": "#/$defs/edges"}], "description": edge.doc} for edge in EDGES
    },
    "additionalProperties": {"$ref": "#/$defs/edges"},
}

_RULE: dict[str, Schema] = {
    "path": described(TEXTS_LIST, "Globs of the files."),
    "where": counted({"anyOf": [REGEX, TRUTH]}, "Source to what it must say."),
    "records": described(
        TEXT,
        "Several things in a file: documents, yaml:KEY[], table:NAME, heading:RE, regex:RE.",
    ),
    "page": described(KIND, "What a page that is cut into records is itself."),
    "id": SOURCE,
    "name": SOURCE,
    "title": SOURCE,
    "aliases": SOURCE,
    "fields": FIELDS,
    "edge": array(EDGE_RULE),
    "edges": EDGES_TABLE,
    "dependencies": several(DEPENDENCIES),
    "timeline": table(
        "A table or list of times and events.",
        **{"from": SOURCE},
        section=TEXTS_LIST,
        time=REGEX,
        event=REGEX,
        date=REGEX,
        negation=REGEX,
        milestones=counted(REGEX, "Property to what the event says."),
        last=described(TEXT, "The property that the last event gives, if no other does."),
    ),
    "actions": table(
        "A table or list of promises.",
        section=TEXTS_LIST,
        columns=counted(REGEX, "Property to the column's heading."),
        marks=counted(several(REGEX), "Property to what stands before it in a list."),
        split=REGEX,
        owners=several(KIND),
        map=MAP,
    ),
}
TYPE = table(
    "What a note of one kind gives; the first that fits a note reads it.",
    type=offering(["-", *(node.name for node in NODES)], TEXT),
    extend=described(TRUTH, "Also all that the profile's own rule for the kind reads."),
    **_RULE,
)
EXTEND = counted(
    {"$ref": "#/$defs/rule"}, "Kind to what its rule in the profile beneath is extended by."
)
DEFS: Schema = {
    "source": several({"anyOf": [EXPRESSION, PART]}),
    "field": FIELD,
    "edges": several({"anyOf": [EXPRESSION, EDGE_RULE]}),
    "rule": table("", **_RULE),
}
"""What stands in many places."""

LINKS = table(
    "What a link from note to note means.",
    default=REL,
    rel=counted(TEXT, "`Source>Target` to an edge; `<EDGE` reversed, `-` for none."),
    section_rel=counted(TEXT, "Heading to the edge meant under it."),
    sections=counted(KIND, "Heading to the kind expected under it."),
    name=array(table("", like=REGEX, kind=KIND)),
    ignore=several(REGEX),
    rewrite=counted(TEXT, "Pattern to what stands in its place."),
    suffixes=counted(TEXTS_LIST, "The end of a path to what the note's may have there."),
    site_root=TEXTS_LIST,
    namespaces=TEXTS_LIST,
)

NAMES = table(
    "How the names of a kind are made alike.",
    sub=MAP,
    fold=TRUTH,
    slug=TRUTH,
    drop=several(REGEX),
    alias=MAP,
)

_TABLES = table(
    "",
    use=choice(BUILT_IN),
    vault=VAULT,
    classify=CLASSIFY,
    type=array(TYPE),
    extend=EXTEND,
    links=LINKS,
    normalise=counted(NAMES, "By kind."),
    kind=array(table("", name=TEXT, doc=TEXT, identity=choice(IDENTITIES))),
    edge=array(
        table(
            "",
            **{"from": several(KIND), "to": several(KIND)},
            name=TEXT,
            doc=TEXT,
            inverse=TEXT,
            impact=choice(IMPACTS),
        )
    ),
    property=array(table("", of=TEXT, name=TEXT, type=choice(VALUE_TYPES), doc=TEXT)),
    properties=counted(
        counted(choice(VALUE_TYPES), "Name to type."), "Kind or edge to its own properties."
    ),
    declare=array(table("", type=KIND, names=TEXTS_LIST)),
    mention=array(table("", **{"in": choice(("title", "body"))}, type=KIND, to=KIND, rel=REL)),
    analysis=ANALYSIS,
    neo4j=table("The server; never a password.", uri=TEXT, username=TEXT, database=TEXT),
)


def profile_schema(ontology: Ontology = ONTOLOGY) -> Schema:
    """With what the edges of the ontology, which a profile may add to, can be said to have."""
    edge = _with(_EDGE, edge_constants(ontology))
    dependencies = _with(_DEPENDENCIES, edge_constants(ontology, "DEPENDS_ON"))
    return {**_TABLES, "$defs": {**DEFS, "edge": edge, "dependencies": dependencies}}


def _with(shape: Schema, keys: Mapping[str, Schema]) -> Schema:
    properties = shape["properties"]
    assert isinstance(properties, dict)
    return {**shape, "properties": {**properties, **keys}}


PROFILE = profile_schema()
