"""The secret key, in minisign's form: made, kept behind a password, and read to sign.

It is never part of the repository, of a kit or of the program.
"""

import base64
import hashlib
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit.signature import ALGORITHM, SecretKey, read_small, write_public

_HEAD = "untrusted comment: Soro's secret key; give it to nobody"
_SCRYPT, _PLAIN, _CHECKSUM = b"Sc", b"\0\0", b"B2"
_SALT, _LENGTH, _SEALED = 32, 158, 104  # bytes: of the salt, of all, of what the password hides
# The work of minisign's own keys in an eighth of its memory: a maintainer's laptop may be an old one, too.
WORK, MEMORY = 2**25, 2**27


def new(file: Path, public_file: Path, password: str) -> SecretKey:
    """Make a key and write both halves; an empty password leaves the secret one open.

    Raises TutorError KEY_EXISTS(path) or KIT_NOT_WRITTEN(path).
    """
    key = SecretKey(secrets.token_bytes(8), secrets.token_bytes(32))
    for path in (file, public_file):
        if path.exists():
            raise TutorError(ErrorCode.KEY_EXISTS, path=str(path))
    _write(file, write(key, password), 0o600)
    _write(public_file, write_public(key.public), 0o644)
    return key


def write(key: SecretKey, password: str, work: int = WORK, memory: int = MEMORY) -> bytes:
    """A secret key's file."""
    inner = key.id + key.seed + key.public.raw
    sealed = inner + hashlib.blake2b(ALGORITHM + inner, digest_size=32).digest()
    kind, salt, limits = _PLAIN, bytes(_SALT), bytes(16)
    if password:
        kind, salt = _SCRYPT, secrets.token_bytes(_SALT)
        limits = work.to_bytes(8, "little") + memory.to_bytes(8, "little")
        sealed = _mixed(sealed, _stream(password, salt, work, memory))
    raw = ALGORITHM + kind + _CHECKSUM + salt + limits + sealed
    return f"{_HEAD}\n{base64.b64encode(raw).decode()}\n".encode()


def is_locked(file: Path) -> bool:
    """Whether the key needs a password. Raises TutorError KEY_DAMAGED(path)."""
    return _raw(file)[2:4] == _SCRYPT


def read(file: Path, password: str) -> SecretKey:
    """A secret key from its file, minisign's own too. Raises TutorError KEY_DAMAGED or KEY_LOCKED (path)."""
    raw = _raw(file)
    salt, sealed = raw[6 : 6 + _SALT], raw[-_SEALED:]
    work, memory = (int.from_bytes(raw[start : start + 8], "little") for start in (38, 46))
    is_hidden = raw[2:4] == _SCRYPT
    if is_hidden:
        if not 0 < memory <= 2**31 or not 0 < work <= 2**31:
            raise TutorError(ErrorCode.KEY_DAMAGED, path=str(file))
        sealed = _mixed(sealed, _stream(password, salt, work, memory))
    inner, checksum = sealed[:-32], sealed[-32:]
    is_whole = hashlib.blake2b(ALGORITHM + inner, digest_size=32).digest() == checksum
    key = SecretKey(inner[:8], inner[8:40])
    # An open key of minisign's has no checksum; but its public half stands in it.
    if not (is_whole or (not is_hidden and not any(checksum))) or key.public.raw != inner[40:]:
        raise TutorError(ErrorCode.KEY_LOCKED if is_hidden else ErrorCode.KEY_DAMAGED, path=str(file))
    return key


def _raw(file: Path) -> bytes:
    try:
        raw = base64.b64decode(read_small(file).decode().splitlines()[1], validate=True)
        if len(raw) != _LENGTH or raw[:2] != ALGORITHM or raw[2:4] not in {_SCRYPT, _PLAIN}:
            raise ValueError("no secret key")
    except (OSError, ValueError, IndexError) as error:
        raise TutorError(ErrorCode.KEY_DAMAGED, path=str(file)) from error
    return raw


def _stream(password: str, salt: bytes, work: int, memory: int) -> bytes:
    length, blocks, passes = _costs(work, memory)
    return Scrypt(salt=salt, length=_SEALED, n=length, r=blocks, p=passes).derive(password.encode())


def _costs(work: int, memory: int) -> tuple[int, int, int]:
    """N, r and p of scrypt from libsodium's two limits, as crypto_pwhash_scryptsalsa208sha256 picks them."""
    blocks, work = 8, max(work, 32768)
    most = work // (blocks * 4) if work < memory // 32 else memory // (blocks * 128)
    exponent = 1
    while exponent < 62 and 2**exponent <= most // 2:
        exponent += 1
    if work < memory // 32:
        return 2**exponent, blocks, 1
    return 2**exponent, blocks, max(1, min(work // 4 // 2**exponent, 0x3FFFFFFF) // blocks)


def _mixed(text: bytes, stream: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(text, stream, strict=True))


def _write(file: Path, content: bytes, mode: int) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as opened:
            opened.write(content)
    except OSError as error:
        raise TutorError(ErrorCode.KIT_NOT_WRITTEN, path=str(file)) from error
