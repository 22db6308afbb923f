"""Texts as rows of token ids of one length, several texts in a row, none seeing another; kept on the disk.

A row has two arrays: `ids`, and `flags` that say of each token whether it begins a text (START) and whether
it is to be learnt (LEARNT). A batch's positions begin anew at each START; with them transformers masks the
attention between the texts of a row, sliding layers included, which costs nothing more than the mask.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from soro_training.run import whole_folder, write_whole

LEARNT, START = 1, 2
IGNORED = -100  # the label of a token that is not learnt, as torch's cross entropy has it
_IDS, _FLAGS, _COUNT = "ids.bin", "flags.bin", "rows.json"

N = TypeVar("N", bound=np.generic)
N_co = TypeVar("N_co", bound=np.generic, covariant=True)
Ids = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Text:
    """The tokens of one text, each with whether it is to be learnt, and how many bytes its words have."""

    ids: Sequence[int]
    is_learnt: Sequence[bool]
    size: int = 0


class Lines(Protocol[N_co]):
    """An array of rows: in memory, or in a file."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int, /) -> npt.NDArray[N_co]: ...


@dataclass(frozen=True, slots=True)
class FileLines(Generic[N]):
    """An array of `count` rows of `length` in a file, which is open only while a row is read.

    A large corpus has more files than a process may have open, and a map into the memory keeps its file open.
    """

    path: Path
    kind: type[N]
    count: int
    length: int

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: int, /) -> npt.NDArray[N]:
        offset = index * self.length * np.dtype(self.kind).itemsize
        return np.fromfile(self.path, self.kind, self.length, offset=offset)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of `length` tokens in one or several parts; `size` is the bytes of text learnt in them."""

    length: int
    parts: tuple[tuple[Lines[np.uint32], Lines[np.uint8]], ...]
    size: int = 0

    def __len__(self) -> int:
        return sum(len(ids) for ids, _flags in self.parts)

    def row(self, index: int) -> tuple[Ids, Flags]:
        """The row of that index, over all parts."""
        for ids, flags in self.parts:
            if index < len(ids):
                return ids[index], flags[index]
            index -= len(ids)
        raise IndexError(index)


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows as arrays of shape (rows, length): ids, positions within each text, labels (IGNORED or ids)."""

    ids: npt.NDArray[np.int64]
    positions: npt.NDArray[np.int64]
    labels: npt.NDArray[np.int64]


def batch(rows: Sequence[tuple[Ids, Flags]]) -> Batch:
    """The arrays that a model is shown of these rows."""
    ids = np.stack([ids for ids, _flags in rows]).astype(np.int64)
    flags = np.stack([flags for _ids, flags in rows])
    at = np.arange(ids.shape[1])
    starts = np.maximum.accumulate(np.where(flags & START, at, 0), axis=1)
    return Batch(ids, at - starts, np.where(flags & LEARNT, ids, IGNORED))


def stream(texts: Iterable[Text], length: int) -> Iterator[tuple[Ids, Flags]]:
    """Rows filled to the brim: texts one after another, cut where a row ends. For pretraining.

    What a row begins with is not learnt, since nothing stands before it: one token of each row is lost.
    """
    ids, flags = np.empty(0, np.uint32), np.empty(0, np.uint8)
    for text in texts:
        ids = np.concatenate([ids, np.asarray(text.ids, np.uint32)])
        flags = np.concatenate([flags, _flags(text.is_learnt)])
        while len(ids) >= length:
            yield ids[:length], _begun(flags[:length])
            ids, flags = ids[length:], flags[length:]
    if len(ids) > 1:
        yield _filled(ids, length), _filled(_begun(flags), length)


def fitted(texts: Iterable[Text], length: int) -> Iterator[tuple[Ids, Flags]]:
    """Rows that hold whole texts, each in the first open row with room for it. For dialogues.

    A text longer than a row is left out: cut off, it would teach to stop in the middle.
    """
    open_rows: list[tuple[Ids, Flags]] = []
    for text in texts:
        if len(text.ids) > length:
            continue
        new = np.asarray(text.ids, np.uint32), _flags(text.is_learnt)
        place = next((at for at, row in enumerate(open_rows) if len(row[0]) + len(new[0]) <= length), None)
        if place is None:
            open_rows.append(new)
        else:
            old = open_rows[place]
            open_rows[place] = np.concatenate([old[0], new[0]]), np.concatenate([old[1], new[1]])
        if len(open_rows) > _OPEN:
            ids, flags = open_rows.pop(max(range(len(open_rows)), key=lambda at: len(open_rows[at][0])))
            yield _filled(ids, length), _filled(flags, length)
    for ids, flags in open_rows:
        yield _filled(ids, length), _filled(flags, length)


def windows(texts: Iterable[Text], length: int) -> Iterator[Text]:
    """Each text cut into pieces that overlap by a token, so that all tokens but its first are predicted once.

    For measuring: `fitted` takes all of them.
    """
    for text in texts:
        for start in range(0, max(len(text.ids) - 1, 1), length - 1):
            yield Text(text.ids[start : start + length], text.is_learnt[start : start + length])


def in_memory(rows: Iterable[tuple[Ids, Flags]], length: int, size: int = 0) -> Rows:
    """The rows as one part that is not written down."""
    found = list(rows)
    if not found:
        return Rows(length, (), size)
    return Rows(length, ((np.stack([row[0] for row in found]), np.stack([row[1] for row in found])),), size)


def kept(folder: Path, length: int, make: Callable[[], Iterable[tuple[Ids, Flags]]]) -> Rows:
    """The rows in `folder`, made and written there where they are not whole yet; read where they lie."""
    if not folder.exists():
        with whole_folder(folder) as part:
            _write(part, make())
    count = json.loads((folder / _COUNT).read_text(encoding="utf-8"))
    if not count:
        return Rows(length, ())
    ids = FileLines(folder / _IDS, np.uint32, count, length)
    flags = FileLines(folder / _FLAGS, np.uint8, count, length)
    return Rows(length, ((ids, flags),))


def joined(length: int, rows: Sequence[Rows]) -> Rows:
    """All of them one after another; they are of this length."""
    return Rows(length, tuple(part for one in rows for part in one.parts), sum(one.size for one in rows))


@dataclass(frozen=True, slots=True)
class Order:
    """In which order rows are learnt: all of `rows` once in each epoch, mixed with some of `replay`.

    `share` is that of the replayed rows. The order follows from the seed and the place alone, so that nothing
    but the number of steps has to be remembered to go on.
    """

    rows: Rows
    seed: int
    replay: Rows | None = None
    share: float = 0.0

    @property
    def epoch(self) -> int:
        """How many rows an epoch has."""
        return len(self.rows) + self._replayed

    def at(self, place: int) -> tuple[Ids, Flags]:
        """The row that comes at that place, counted from 0 over all epochs."""
        epoch, place = divmod(place, self.epoch)
        index = int(_permutation(self.seed, epoch, self.epoch)[place])
        if index < len(self.rows) or self.replay is None:
            return self.rows.row(index)
        return self.replay.row((epoch * self._replayed + index - len(self.rows)) % len(self.replay))

    @property
    def _replayed(self) -> int:
        if self.replay is None or not len(self.replay):
            return 0
        return round(len(self.rows) * self.share / (1 - self.share))


_OPEN = 64  # rows that wait for one more text
_PERMUTATIONS: dict[tuple[int, int, int], npt.NDArray[np.int64]] = {}


def _permutation(seed: int, epoch: int, count: int) -> npt.NDArray[np.int64]:
    """Of the last epoch asked for only: one of a million rows has eight megabytes."""
    key = seed, epoch, count
    if key not in _PERMUTATIONS:
        _PERMUTATIONS.clear()
        _PERMUTATIONS[key] = np.random.default_rng([seed, epoch]).permutation(count)
    return _PERMUTATIONS[key]


def _flags(is_learnt: Sequence[bool]) -> Flags:
    return _begun(np.asarray(is_learnt, np.uint8) * LEARNT)


def _begun(flags: Flags) -> Flags:
    """With the mark of a text's beginning on the first one, which is not learnt."""
    flags = flags.copy()
    flags[0] = START
    return flags


def _filled(values: npt.NDArray[N], length: int) -> npt.NDArray[N]:
    """Filled up with zeros: id 0 is Gemma's padding, flag 0 is a token that is not learnt."""
    return np.pad(values, (0, length - len(values)))


def _write(folder: Path, rows: Iterable[tuple[Ids, Flags]]) -> None:
    count = 0
    with (folder / _IDS).open("wb") as ids_file, (folder / _FLAGS).open("wb") as flags_file:
        for ids, flags in rows:
            ids_file.write(ids.tobytes())
            flags_file.write(flags.tobytes())
            count += 1
    write_whole(folder / _COUNT, json.dumps(count))
