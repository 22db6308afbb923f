"""A small release of two models and a pack, signed with a key that only the tests have."""

import functools
import random
from collections.abc import Mapping
from pathlib import Path

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.kit import signing, source
from soro_tutor.kit.progress import Watch
from soro_tutor.kit.signature import PublicKey, SecretKey, write_public
from soro_tutor.kit.signing import Release
from soro_tutor.kit.source import Kit

KEY = SecretKey(b"soro-one", bytes(range(32)))
OTHER_KEY = SecretKey(b"soro-two", bytes(range(1, 33)))
KEYS: tuple[PublicKey, ...] = (KEY.public,)

FIRST, SECOND = "models/soro-1b/soro-1b-00001-of-00002.gguf", "models/soro-1b/soro-1b-00002-of-00002.gguf"
SMALL = "models/soro-270m/soro-270m.gguf"
PACK = "packs/physics/physics.toml"


def files(version: int = 1, size: int = 5_000) -> Mapping[str, bytes]:
    """The files of a release; of one version to the next only the second shard and the pack change."""
    return {
        "installer/Soro.exe": b"an installer",
        "portable/lib/soro.dll": b"a library",
        "guide/Дастур.txt": "Флешкаро гузоред".encode(),
        FIRST: _bytes(1, size),
        SECOND: _bytes(100 + version, size // 2),
        "models/soro-1b/Notice": b"terms",
        SMALL: _bytes(3, size // 3),
        PACK: f"# {version}\n".encode(),
    }


def lay(root: Path, content: Mapping[str, bytes]) -> None:
    """Write files below a folder."""
    for path, data in content.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def release(place: Path, number: int = 1, size: int = 5_000, least: str = "0.1") -> Kit:
    """A signed kit of that number below `place`/Soro."""
    lay(place / "Soro", files(number, size))
    signing.sign(place, Release(number, f"0.{number}", least, "2026-11-27"), KEY, Watch())
    return source.open_kit(place, KEYS)


def trust(folder: Path, *keys: PublicKey) -> None:
    """Put public keys where a program looks for them."""
    folder.mkdir(parents=True, exist_ok=True)
    for key in keys or KEYS:
        (folder / f"{key.name}.pub").write_bytes(write_public(key))


def flip(file: Path, place: int = -1) -> None:
    """Turn one bit of a file over."""
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)


def code_of(error: BaseException) -> ErrorCode:
    """The code of an expected error."""
    assert isinstance(error, TutorError)
    return error.code


@functools.cache
def _bytes(seed: int, size: int) -> bytes:
    return random.Random(seed).randbytes(size)
