"""Signatures in minisign's form: a teacher can check a stick with that program, too.

Ed25519 over the BLAKE2b-512 of the content ("ED"), and once more over that signature and the trusted comment.
https://jedisct1.github.io/minisign/
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from soro_tutor.domain.errors import ErrorCode, TutorError

if TYPE_CHECKING:  # imported where it is used: whoever only asks what is installed does not wait for it
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SUFFIX = ".minisig"
LARGEST = 4096  # bytes of a signature or of a key
ALGORITHM, PREHASHED = b"Ed", b"ED"
_COMMENT, _TRUSTED = "untrusted comment: ", "trusted comment: "
_ID, _KEY, _SIGNATURE = 8, 32, 64  # bytes


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that signatures are checked with; `id` tells keys apart and proves nothing."""

    id: bytes
    raw: bytes

    @property
    def name(self) -> str:
        """The id as minisign writes it."""
        return f"{int.from_bytes(self.id, 'little'):016X}"


@dataclass(frozen=True, slots=True)
class SecretKey:
    """A key that signs; `seed` is its secret."""

    id: bytes
    seed: bytes

    @property
    def public(self) -> PublicKey:
        """Its other half."""
        return PublicKey(self.id, _private(self).public_key().public_bytes_raw())


def sign(content: bytes, key: SecretKey, comment: str) -> bytes:
    """A signature's file; `comment` is signed, too, and has one line."""
    if not comment.isprintable():
        raise ValueError("a comment has one line")
    private = _private(key)
    signature = private.sign(_hash(content))
    around = private.sign(signature + comment.encode())
    lines = [
        f"{_COMMENT}signature from Soro's key {key.public.name}",
        _text(PREHASHED + key.id + signature),
        _TRUSTED + comment,
        _text(around),
    ]
    return ("\n".join(lines) + "\n").encode()


def verify(content: bytes, signature: bytes, keys: Iterable[PublicKey], path: str) -> str:
    """The trusted comment of a signature of `content` by one of the keys; `path` is only named in errors.

    Raises TutorError KIT_FORGED(path) or KIT_OF_OTHERS(path, key).
    """
    try:
        first, second, third, fourth = _lines(signature)
        raw, around = _bytes(second, 2 + _ID + _SIGNATURE), _bytes(fourth, _SIGNATURE)
        if not (first.startswith(_COMMENT) and third.startswith(_TRUSTED) and raw.startswith(PREHASHED)):
            raise ValueError(first)
    except ValueError as error:
        raise TutorError(ErrorCode.KIT_FORGED, path=path) from error
    signer, made, comment = raw[2 : 2 + _ID], raw[2 + _ID :], third.removeprefix(_TRUSTED)
    known = [key for key in keys if key.id == signer]
    if not known:
        raise TutorError(ErrorCode.KIT_OF_OTHERS, path=path, key=PublicKey(signer, b"").name)
    if not any(
        _is_by(key, _hash(content), made) and _is_by(key, made + comment.encode(), around) for key in known
    ):
        raise TutorError(ErrorCode.KIT_FORGED, path=path)
    return comment


def write_public(key: PublicKey) -> bytes:
    """A public key's file."""
    return f"{_COMMENT}minisign public key {key.name}\n{_text(ALGORITHM + key.id + key.raw)}\n".encode()


def read_public(file: Path) -> PublicKey:
    """A public key from its file. Raises TutorError KEY_DAMAGED(path)."""
    try:
        first, second = _lines(read_small(file))
        raw = _bytes(second, 2 + _ID + _KEY)
        if not (first.startswith(_COMMENT) and raw.startswith(ALGORITHM)):
            raise ValueError(first)
    except (OSError, ValueError) as error:
        raise TutorError(ErrorCode.KEY_DAMAGED, path=str(file)) from error
    return PublicKey(raw[2 : 2 + _ID], raw[2 + _ID :])


def trusted_keys(folder: Path) -> tuple[PublicKey, ...]:
    """The public keys in a folder: more than one while an old key gives way to a new one.

    Raises TutorError KIT_NO_KEYS(path) where there is none, KEY_DAMAGED(path).
    """
    keys = tuple(read_public(file) for file in sorted(folder.glob("*.pub")))
    if not keys:
        raise TutorError(ErrorCode.KIT_NO_KEYS, path=str(folder))
    return keys


def read_small(file: Path, largest: int = LARGEST) -> bytes:
    """The content of a file. Raises OSError, and ValueError where it is larger than that."""
    with file.open("rb") as opened:
        content = opened.read(largest + 1)
    if len(content) > largest:
        raise ValueError(f"more than {largest} bytes")
    return content


def _lines(content: bytes) -> list[str]:
    """Lines of a small file; only a newline ends one, since a comment may hold other ends of lines."""
    return [line.removesuffix("\r") for line in content.decode().removesuffix("\n").split("\n")]


def _bytes(text: str, length: int) -> bytes:
    raw = base64.b64decode(text, validate=True)
    if len(raw) != length:
        raise binascii.Error(f"{len(raw)} bytes")
    return raw


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _hash(content: bytes) -> bytes:
    return hashlib.blake2b(content).digest()


def _private(key: SecretKey) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(key.seed)


def _is_by(key: PublicKey, content: bytes, signature: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(key.raw).verify(signature, content)
    except (InvalidSignature, ValueError):  # some bytes are no point of the curve
        return False
    return True
