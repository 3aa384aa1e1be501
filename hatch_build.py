"""Before a wheel or an sdist is made: the libraries of the HTML report, where there is npm."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT = Path("rcagraph/report/page/vendor/LICENCES.txt")


class PageLibraries(BuildHookInterface):
    """Built once; an sdist brings them along, so that its wheel needs no npm."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        if version == "editable" or (root / BUILT).is_file():
            return
        npm = shutil.which("npm")
        if npm is None:
            self.app.display_warning("no npm: this build cannot write the HTML report")
            return
        for arguments in (("ci", "--omit=dev", "--no-audit", "--no-fund"), ("run", "build")):
            subprocess.run([npm, *arguments], cwd=root, check=True)
