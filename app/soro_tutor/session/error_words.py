"""What the words of an error are made of: the words themselves, and the error's data as it is shown."""

from dataclasses import dataclass
from pathlib import PurePath

from soro_tutor import formats


@dataclass(frozen=True, slots=True)
class Words:
    """An error in words: what it is, what happened, what to do next."""

    title: str
    text: str
    advice: str

    def as_line(self) -> str:
        """All three behind one another, each closed by a full stop."""
        return " ".join(
            part if part.endswith(".") else f"{part}." for part in (self.title, self.text, self.advice)
        )


class ErrorData:
    """An error's data in the form in which it is shown; a missing value is shown as nothing, never fails."""

    def __init__(self, data: dict[str, str | int | float]) -> None:
        self._data = data

    @property
    def path(self) -> str:
        """Where the file lies."""
        return str(self._data.get("path", ""))

    @property
    def name(self) -> str:
        """The name of the file."""
        return PurePath(self.path).name

    def has(self, key: str) -> bool:
        """Whether there is a value of this name."""
        return bool(self._data.get(key))

    def size(self, key: str) -> str:
        """A number of bytes in words."""
        return formats.file_size(int(self._data.get(key, 0)))

    def number(self, key: str) -> str:
        """A number as the language writes it."""
        return formats.number(int(self._data.get(key, 0)))

    def wait(self, key: str) -> str:
        """A number of seconds in words."""
        return formats.duration(float(self._data.get(key, 0)))

    def word(self, key: str) -> str:
        """A value as it is."""
        return str(self._data.get(key, ""))
