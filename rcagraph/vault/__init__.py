"""The only reader of files: from a folder to notes, every item with its line, nothing typed."""
