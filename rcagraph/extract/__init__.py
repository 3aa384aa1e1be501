"""From a note and a profile to typed facts: pure, one note at a time."""

from rcagraph.extract.note import declared, extract

__all__ = ["declared", "extract"]
