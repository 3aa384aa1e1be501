"""The graph written out: to files, to Neo4j, to an RDF store."""
