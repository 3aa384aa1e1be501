"""`python -m rcagraph`: the command, where its script is not on the path."""

from rcagraph.cli import main

if __name__ == "__main__":
    main(prog_name="rcagraph")
