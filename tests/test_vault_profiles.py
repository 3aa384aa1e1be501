"""Public vaults, each by a small profile, against what a perfect reading of them gives.

The vaults lie outside of the repository, in `../shared`; without it these tests say so.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from rcagraph.cli.app import main
from rcagraph.profile.read import read_profile

PROFILES = Path(__file__).with_name("profiles")
SHARED = Path(__file__).parents[1] / ".." / "shared"
TRUTH = SHARED / "truth" / "counts.json"
BUILT_IN = {
    "agrc-status-toml": "cstate",
    "backstage-demo": "backstage",
    "backstage-giantswarm": "backstage",
    "devops-rca": "rca-vault",
}
"""The vaults that need no profile of their own."""
ALIASES = ("gitlab-runbooks", "jenkins-status")
"""The vaults whose profile ends in the house's own table of aliases, which is no rule."""
WORDS = {
    "by id": "by_id",
    "by file name": "by_file_name",
    "ends before it starts": "RCA205",
}
"""What the truth calls by words, as the output of `stats` calls it."""
REMARKS = ("profile", "notes")


def truth() -> dict[str, Any]:
    return json.loads(TRUTH.read_text("utf-8")) if TRUTH.exists() else {}


def figures(shape: Any, path: str = "") -> Iterator[tuple[str, int]]:
    """Every number of a shape with its keys, but for the remarks."""
    if isinstance(shape, int):
        yield path, shape
        return
    for key, value in shape.items():
        if path or key not in REMARKS:
            yield from figures(value, f"{path}/{WORDS.get(key, key)}")


def stats(vault: str) -> Any:
    own = PROFILES / f"{vault}.toml"
    profile = BUILT_IN.get(vault) or str(own)
    arguments = ["--vault", str(SHARED / "vaults" / vault), "--profile", profile]
    result = CliRunner().invoke(main, ["stats", *arguments, "--format", "json", "--quiet"])
    assert result.exit_code == 0, result.output
    return {k: v for k, v in json.loads(result.stdout).items() if k != "vault"}


@pytest.mark.skipif(not TRUTH.exists(), reason=f"measured only where it is; not here: {TRUTH}")
@pytest.mark.parametrize("vault", truth() or ["all"])
def test_a_vault_is_read_as_it_is(vault: str) -> None:
    wanted = dict(figures(truth()[vault]))
    found = dict(figures(stats(vault)))
    assert len(wanted) > 2
    assert {key: found.get(key, 0) for key in wanted} == wanted


@pytest.mark.parametrize("profile", sorted(PROFILES.glob("*.toml")), ids=lambda file: file.stem)
def test_a_profile_is_short_and_right(profile: Path) -> None:
    rules, _, aliases = profile.read_text("utf-8").partition("[normalise.")
    if profile.stem not in ALIASES:
        rules += aliases
    lines = [line for line in rules.splitlines() if line.strip() and not line.startswith("#")]
    assert 1 <= len(lines) <= 40
    assert read_profile(profile).types
