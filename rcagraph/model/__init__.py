"""What the rest speaks in: kinds, edges, facts and diagnostics. Imports nothing."""
