"""The line above every table: which machine and versions, when, and how busy it was."""

import os
import platform
from datetime import date
from importlib.metadata import version


def machine(*packages: str, **others: str) -> str:
    """`packages` are installed beside us; `others` are named with their version."""
    known = {name: version(name) for name in packages} | others
    return ", ".join(
        (
            f"{date.today():%-d %B %Y}",
            f"load {os.getloadavg()[0]:.1f}",
            f"{len(os.sched_getaffinity(0))} cores",
            platform.platform(),
            f"{platform.python_implementation()} {platform.python_version()}",
            *(f"{name} {its}" for name, its in known.items()),
        )
    )
