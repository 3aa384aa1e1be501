"""The tests of rcagraph."""
