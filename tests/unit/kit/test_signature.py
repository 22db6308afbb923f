"""Signatures and keys in minisign's form."""

import base64
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.kit_example import KEY, KEYS, OTHER_KEY, trust

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit import secret_key, signature

CONTENT = b"what is signed"
SIGNED = signature.sign(CONTENT, KEY, "Soro 0.4, number 7")

# Made by minisign 0.11 with a key without a password.
THEIR_PUBLIC = b"""untrusted comment: minisign public key 5B734C91E72F433C
RWQ8Qy/nkUxzW13I5uZYYlWLS9cw29WA6ZtjfMO4kT7h16eY0CX7Mlip
"""
THEIR_SIGNATURE = b"""untrusted comment: signature from minisign secret key
RUQ8Qy/nkUxzW7p88aNKPZrTEFQVfQ8dO053p4tIyZiCKDD6hzhaQwPajlZpNnbJRdeGSVLEiNiafDvCrDobX3VPCqwHf1bvbg8=
trusted comment: number:3
SXYIrUizI4IanSBxvHxL07eMdpS9SoZsWQ3f/Mg8zDUsH0haFCmwi3HxO3QfGvVVblkpj3r8KAqTCBDW1m2kAQ==
"""


def _refused(content: bytes, signed: bytes) -> ErrorCode:
    with pytest.raises(TutorError) as caught:
        signature.verify(content, signed, KEYS, "")
    return caught.value.code


def test_a_signature_fits_what_was_signed() -> None:
    assert signature.verify(CONTENT, SIGNED, KEYS, "") == "Soro 0.4, number 7"


def test_a_signature_of_minisigns_own_is_understood(tmp_path: Path) -> None:
    (tmp_path / "theirs.pub").write_bytes(THEIR_PUBLIC)
    key = signature.read_public(tmp_path / "theirs.pub")
    assert key.name == "5B734C91E72F433C"
    assert signature.verify(b"hello\n", THEIR_SIGNATURE, [key], "") == "number:3"
    assert signature.verify(b"hello\n", THEIR_SIGNATURE.replace(b"\n", b"\r\n"), [key], "") == "number:3"


def test_another_content_is_refused() -> None:
    assert _refused(CONTENT + b"!", SIGNED) is ErrorCode.KIT_FORGED


def test_an_altered_trusted_comment_is_refused() -> None:
    assert _refused(CONTENT, SIGNED.replace(b"number 7", b"number 9")) is ErrorCode.KIT_FORGED


def test_another_untrusted_comment_changes_nothing() -> None:
    lines = SIGNED.split(b"\n")
    lines[0] = b"untrusted comment: anything"
    assert signature.verify(CONTENT, b"\n".join(lines), KEYS, "")


def test_the_signature_of_another_key_is_refused_by_its_name() -> None:
    with pytest.raises(TutorError) as caught:
        signature.verify(CONTENT, signature.sign(CONTENT, OTHER_KEY, ""), KEYS, "")
    assert caught.value.code is ErrorCode.KIT_OF_OTHERS
    assert caught.value.data["key"] == OTHER_KEY.public.name


def test_another_key_with_the_name_of_ours_is_refused() -> None:
    posing = signature.SecretKey(KEY.id, OTHER_KEY.seed)
    assert _refused(CONTENT, signature.sign(CONTENT, posing, "")) is ErrorCode.KIT_FORGED


def test_a_signature_over_the_content_itself_is_refused() -> None:
    """Minisign's old form: nothing of Soro's was ever signed so."""
    lines = SIGNED.split(b"\n")
    raw = base64.b64decode(lines[1])
    lines[1] = base64.b64encode(b"Ed" + raw[2:])
    assert _refused(CONTENT, b"\n".join(lines)) is ErrorCode.KIT_FORGED


@pytest.mark.parametrize("length", [0, 1, 20, 60, 120, len(SIGNED) - 20, len(SIGNED) - 2])
def test_a_truncated_signature_is_refused(length: int) -> None:
    assert _refused(CONTENT, SIGNED[:length]) is ErrorCode.KIT_FORGED


def test_every_flipped_bit_of_a_signature_is_refused() -> None:
    start = SIGNED.index(b"\n") + 1  # the untrusted comment is not signed
    for place in range(start, len(SIGNED)):
        broken = bytearray(SIGNED)
        broken[place] ^= 1
        assert _refused(CONTENT, bytes(broken)) in {ErrorCode.KIT_FORGED, ErrorCode.KIT_OF_OTHERS}


def test_a_folder_may_hold_an_old_key_and_a_new_one(tmp_path: Path) -> None:
    trust(tmp_path, KEY.public, OTHER_KEY.public)
    keys = signature.trusted_keys(tmp_path)
    assert signature.verify(CONTENT, SIGNED, keys, "")
    assert signature.verify(CONTENT, signature.sign(CONTENT, OTHER_KEY, "new"), keys, "") == "new"


def test_without_a_key_nothing_can_be_verified(tmp_path: Path) -> None:
    with pytest.raises(TutorError) as caught:
        signature.trusted_keys(tmp_path)
    assert caught.value.code is ErrorCode.KIT_NO_KEYS


@pytest.mark.parametrize("content", [b"", b"no key\n", THEIR_PUBLIC[:60], THEIR_PUBLIC * 100, b"\xff\n\n"])
def test_a_damaged_public_key_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.pub").write_bytes(content)
    with pytest.raises(TutorError) as caught:
        signature.trusted_keys(tmp_path)
    assert caught.value.code is ErrorCode.KEY_DAMAGED


def test_a_secret_key_is_kept_behind_its_password(tmp_path: Path) -> None:
    file = tmp_path / "soro.key"
    file.write_bytes(secret_key.write(KEY, "гапи махфӣ", work=2**15, memory=2**20))
    assert secret_key.is_locked(file)
    assert secret_key.read(file, "гапи махфӣ") == KEY
    with pytest.raises(TutorError) as caught:
        secret_key.read(file, "another")
    assert caught.value.code is ErrorCode.KEY_LOCKED


def test_a_new_key_signs_what_its_other_half_verifies(tmp_path: Path) -> None:
    made = secret_key.new(tmp_path / "soro.key", tmp_path / "soro.pub", "")
    public = signature.read_public(tmp_path / "soro.pub")
    again = secret_key.read(tmp_path / "soro.key", "")
    assert again == made
    assert signature.verify(CONTENT, signature.sign(CONTENT, again, ""), [public], "") == ""
    assert (tmp_path / "soro.key").stat().st_mode & 0o077 == 0


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "soro.pub").write_bytes(b"")
    with pytest.raises(TutorError) as caught:
        secret_key.new(tmp_path / "soro.key", tmp_path / "soro.pub", "")
    assert caught.value.code is ErrorCode.KEY_EXISTS
    assert not (tmp_path / "soro.key").exists()


def test_a_damaged_secret_key_is_named(tmp_path: Path) -> None:
    content = secret_key.write(KEY, "")
    for broken in (b"", content[:100], content[:-20] + b"AAAAAAAAAAAAAAAAAAA=\n"):
        (tmp_path / "soro.key").write_bytes(broken)
        with pytest.raises(TutorError) as caught:
            secret_key.read(tmp_path / "soro.key", "")
        assert caught.value.code is ErrorCode.KEY_DAMAGED


@pytest.mark.skipif(shutil.which("minisign") is None, reason="minisign is not installed here")
def test_minisign_itself_takes_our_keys_and_signatures(tmp_path: Path) -> None:
    secret_key.new(tmp_path / "soro.key", tmp_path / "soro.pub", "")
    (tmp_path / "a").write_bytes(CONTENT)
    key = secret_key.read(tmp_path / "soro.key", "")
    (tmp_path / "a.minisig").write_bytes(signature.sign(CONTENT, key, "Soro 0.4"))
    run = ["minisign", "-Vm", "a", "-p", "soro.pub"]
    subprocess.run(run, cwd=tmp_path, check=True, capture_output=True)
    subprocess.run(
        ["minisign", "-Sm", "a", "-s", "soro.key"], cwd=tmp_path, check=True, capture_output=True, input=b""
    )
    theirs = (tmp_path / "a.minisig").read_bytes()
    assert signature.verify(CONTENT, theirs, [key.public], "")
