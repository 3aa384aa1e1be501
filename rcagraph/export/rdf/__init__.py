"""The graph as linked data: its triples, vocabulary and shapes, in files and in stores."""
