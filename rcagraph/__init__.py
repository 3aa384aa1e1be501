"""Post-mortem notes in, a knowledge graph out: blast radius and recurring failures."""

__version__ = "0.1.0"
