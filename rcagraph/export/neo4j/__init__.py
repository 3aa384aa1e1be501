"""The graph in a Neo4j database: what would change, the change itself, and questions to it."""

from rcagraph.export.neo4j.connect import Target, target_from
from rcagraph.export.neo4j.held import Withheld
from rcagraph.export.neo4j.plan import Count, Plan, SyncResult, Tally
from rcagraph.export.neo4j.read import read_query
from rcagraph.export.neo4j.rows import BOOKKEEPING, Row, edge_rows, node_rows, owner_of
from rcagraph.export.neo4j.schema import SchemaItem, schema_items
from rcagraph.export.neo4j.sync import export_neo4j, plan_export
from rcagraph.export.neo4j.verify import HOWS, Drifted, Verdict, verify_export

__all__ = [
    "BOOKKEEPING",
    "HOWS",
    "Count",
    "Drifted",
    "Plan",
    "Row",
    "SchemaItem",
    "SyncResult",
    "Tally",
    "Target",
    "Verdict",
    "Withheld",
    "edge_rows",
    "export_neo4j",
    "node_rows",
    "owner_of",
    "plan_export",
    "read_query",
    "schema_items",
    "target_from",
    "verify_export",
]
