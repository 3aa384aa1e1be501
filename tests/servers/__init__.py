"""Real servers for the tests: started on loopback and free ports, stopped when the run ends.

A server that cannot be had is an error with a sentence that says what to install, never a skip.
"""
