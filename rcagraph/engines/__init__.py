"""Where a query runs: in memory, in the embedded engine, on Neo4j; all give the same `Table`."""
