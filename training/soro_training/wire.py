"""Protobuf's wire format, as much of it as SentencePiece's model file needs.

A message is a row of fields, each with a number and one of three forms: a whole number, a float, or bytes
(text and inner messages too). https://protobuf.dev/programming-guides/encoding/
"""

import struct
from collections.abc import Iterable, Iterator

Value = int | float | str | bytes
_NUMBER, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5


def encode(fields: Iterable[tuple[int, Value]]) -> bytes:
    """A message of these fields, each a number and a value; whole numbers are at least 0."""
    return b"".join(_field(number, value) for number, value in fields)


def decode(message: bytes) -> Iterator[tuple[int, int | float | bytes]]:
    """The fields of a message; text and inner messages as bytes. Raises ValueError where it breaks off."""
    place = 0
    while place < len(message):
        key, place = _read_number(message, place)
        number, form = key >> 3, key & 7
        if form == _NUMBER:
            value, place = _read_number(message, place)
            yield number, value
            continue
        if form == _BYTES:
            length, place = _read_number(message, place)
        else:
            length = {_FOUR_BYTES: 4, _EIGHT_BYTES: 8}.get(form, -1)
        data = message[place : place + length]
        if length < 0 or len(data) < length:
            raise ValueError(f"byte {place} is no field")
        place += length
        yield number, struct.unpack("<f", data)[0] if form == _FOUR_BYTES else data


def _field(number: int, value: Value) -> bytes:
    if isinstance(value, int):
        return _number(number << 3 | _NUMBER) + _number(value)
    if isinstance(value, float):
        return _number(number << 3 | _FOUR_BYTES) + struct.pack("<f", value)
    data = value.encode("utf-8") if isinstance(value, str) else value
    return _number(number << 3 | _BYTES) + _number(len(data)) + data


def _number(value: int) -> bytes:
    parts = bytearray()
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)


def _read_number(message: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if place >= len(message) or shift > 63:
            raise ValueError(f"byte {place} is no number")
        byte = message[place]
        value |= (byte & 0x7F) << shift
        place, shift = place + 1, shift + 7
        if byte < 0x80:
            return value, place
