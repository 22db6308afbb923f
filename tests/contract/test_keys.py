"""What the repository holds of keys: public ones that are whole, and never a secret one."""

import re
import subprocess
from pathlib import Path

from tests.kit_example import KEY

from soro_tutor.kit import secret_key, signature

ROOT = Path(__file__).parents[2]
# 158 bytes that begin with "Ed", "Sc" or nothing for the password, and "B2", in Base64.
SECRET = re.compile(rb"RW(?:RTY0|QAAE)Iy[A-Za-z0-9+/]{203}")


def test_every_public_key_can_be_read() -> None:
    for file in (ROOT / "resources" / "keys").iterdir():
        assert file.suffix == ".pub" or file.name == "README.md"
        if file.suffix == ".pub":
            assert signature.read_public(file)


def test_a_secret_key_would_be_found() -> None:
    for password in ("", "x"):
        assert SECRET.search(secret_key.write(KEY, password, work=2**15, memory=2**20))


def test_no_file_of_the_repository_holds_a_secret_key() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    files = [ROOT / name for name in listed.decode().split("\0") if name]
    small = [file for file in files if file.is_file() and file.stat().st_size < 2**20]
    assert len(small) > 100
    assert not [file for file in small if SECRET.search(file.read_bytes())]
