"""What the graph answers, in memory: blast radius, recurrence, counts, and findings over it all.

`estimate` has the statistics, as functions of numbers; `impact`, `history` and `dependencies` give
them the vault's. The other modules claim no more than they counted.
"""
