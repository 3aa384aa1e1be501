"""The parts that the shapes come in, by the names that one asks for them."""

STRUCTURE, QUALITY, CYCLES = "structure", "quality", "cycles"
ALL = "all"
CHOICES = (STRUCTURE, QUALITY, CYCLES, ALL)
