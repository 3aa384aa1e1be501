"""From a folder of notes to all that they say: in several processes, and from what is cached."""
