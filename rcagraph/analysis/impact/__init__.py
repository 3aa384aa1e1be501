"""Blast radius over the failure graph: structural (B1, B2), probable (B3 to B6), forced (B7)."""

from rcagraph.analysis.impact.structural import Dependent

__all__ = ["Dependent"]
