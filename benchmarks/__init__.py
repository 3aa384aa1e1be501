"""Measurements of whole processes; RESULTS.md holds what they gave, and on what machine."""
