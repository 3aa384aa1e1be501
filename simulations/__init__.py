"""How often the intervals hold the truth, how often a verdict is false, and what is found."""
