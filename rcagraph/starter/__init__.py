"""The first `rcagraph.toml` of a folder: which profile fits it, and what to say beyond that."""

from rcagraph.starter.begin import Start, begin

__all__ = ["Start", "begin"]
