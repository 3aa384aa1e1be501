"""The floor of one Python process: every note read, its YAML parsed, its links found by a regex.

Run by its path: `python benchmarks/floor.py VAULT`.
"""

import re
import sys
from pathlib import Path

import yaml

LINK = re.compile(r"\[\[([^\]|#]+)")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def floor(root: Path) -> int:
    links = 0
    for file in sorted(root.rglob("*.md")):
        text = file.read_text("utf-8")
        if text.startswith("---\n"):
            yaml.load(text[4 : text.index("\n---", 4)], LOADER)
        links += len(LINK.findall(text))
    return links


if __name__ == "__main__":
    print(floor(Path(sys.argv[1])))
