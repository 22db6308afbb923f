"""A file compressed with Zstandard, read as a stream that tells where it breaks off."""

import io
from pathlib import Path
from typing import IO, Any

import zstandard

_BLOCK = 1 << 10  # bytes read at a time; each may hold 32,000 times as many


class _Frames(io.RawIOBase):
    """The bytes in the frames of a file. zstandard's own reader takes half a frame for a whole one."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._file = path.open("rb")
        self._frame: Any = None
        self._compressed = self._plain = b""
        self._at = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def tell(self) -> int:
        """How many bytes were read, as they are when they are not compressed."""
        return self._at

    def readinto(self, into: Any) -> int:
        """Fill `into` as far as is at hand. Raises EOFError in the middle of a frame, ZstdError."""
        while not self._plain:
            self._compressed = self._compressed or self._file.read(_BLOCK)
            if not self._compressed:
                if self._frame is not None:
                    raise EOFError("Compressed file ended before the end of its frame")
                return 0
            self._decompress()
        size = min(len(into), len(self._plain))
        into[:size] = self._plain[:size]
        self._plain = self._plain[size:]
        self._at += size
        return size

    def close(self) -> None:
        """Close the file, too."""
        self._file.close()
        super().close()

    def _decompress(self) -> None:
        if self._frame is None:
            self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._plain = self._frame.decompress(self._compressed)
        self._compressed = b""
        if self._frame.eof:
            self._compressed, self._frame = self._frame.unused_data, None


def open_zstandard(path: Path, _mode: str = "rb") -> IO[bytes]:
    """Open a .zst file of one or more frames for reading; reading raises EOFError or ZstdError."""
    return io.BufferedReader(_Frames(path), 1 << 16)
