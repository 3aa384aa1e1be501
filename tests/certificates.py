"""Certificates that nobody vouches for, made for a test."""

import subprocess
from pathlib import Path

AUTHORITY = """\
[ca]
default_ca = own
[own]
database = {folder}/index
new_certs_dir = {folder}
default_md = sha256
rand_serial = yes
policy = any
x509_extensions = names
[any]
commonName = supplied
[names]
subjectAltName = DNS:localhost
"""


def self_signed(folder: Path, *more: str) -> tuple[Path, Path]:
    """One for localhost, and its key."""
    made, key = folder / "made.crt", folder / "made.key"
    asked = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", *more]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "9", *asked]
    subprocess.run([*command, "-out", made, "-keyout", key], check=True, capture_output=True)
    key.chmod(0o644)  # a server in a container is another user
    return made, key


def self_signed_from(folder: Path, start: str, end: str) -> tuple[Path, Path]:
    """One for localhost that holds between two moments, `20990101000000Z`, and its key."""
    made, key = self_signed(folder)
    asked = folder / "asked.csr"
    given = ["-new", "-key", key, "-subj", "/CN=localhost", "-out", asked]
    subprocess.run(["openssl", "req", *given], check=True, capture_output=True)
    (folder / "index").write_text("")
    settings = folder / "ca.conf"
    settings.write_text(AUTHORITY.format(folder=folder))
    when = ["-startdate", start, "-enddate", end]
    command = ["openssl", "ca", "-batch", "-selfsign", "-config", settings, *when]
    signed = ["-keyfile", key, "-in", asked, "-out", made, "-notext"]
    subprocess.run([*command, *signed], check=True, capture_output=True)
    return made, key
