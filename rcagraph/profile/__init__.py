"""What the notes of a vault mean: the shape of `rcagraph.toml`, and the built-in profiles."""

from rcagraph.profile.read import built_in, read_profile
from rcagraph.profile.shape import Profile

__all__ = ["Profile", "built_in", "read_profile"]
