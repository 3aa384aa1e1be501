"""What the graph answers, in memory: blast radius, recurrence, counts, and findings over it all.

The statistics with verdicts (probabilities, intervals, trends) get modules of their own beside
these; nothing here claims more than it counted.
"""
