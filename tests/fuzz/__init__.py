"""Fuzzing: what must hold of any bytes, drawn by Hypothesis and by a coverage-guided fuzzer."""
