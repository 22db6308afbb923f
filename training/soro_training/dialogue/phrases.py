"""What the tutor and the pupil say in dialogues, several wordings of each; they stand in phrases/*.toml."""

import functools
import random
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from soro_tutor.domain.text import WORD

LANGUAGES = ("tg", "ru", "en")
_NO_ORDERS = frozenset(("сафед", "умед", "бед", "хуршед"))
_INSIDE = re.compile(r"[^.!?…:«\n]\s+([^\W\d_]+)")  # a word that does not begin a sentence


class Phrases:
    """The wordings of one language, of which one is drawn each time."""

    def __init__(self, language: str, chance: random.Random) -> None:
        self._tables = wordings(language)
        self._chance = chance

    def has(self, kind: str) -> bool:
        """Whether there are wordings of that kind in this language."""
        return kind in self._tables

    def one(self, kind: str, name: str, only: str = "", **values: object) -> str:
        """One of the wordings, of those that match the pattern `only`, with its braces filled in."""
        fitting = [one for one in self._tables[kind][name] if re.search(only, one)]
        return self._chance.choice(fitting).format(**values)


class CommonWords:
    """The words that texts write small inside sentences: what begins with one may go on after a comma."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words = {word for text in texts for word in _INSIDE.findall(text) if word.islower()}

    def lowered(self, text: str) -> str:
        """`text` with a small first letter, unless its first word may be a name."""
        first = WORD.match(text)
        if first is None or first[0].lower() not in self._words:
            return text
        return text[0].lower() + text[1:]


def is_order(text: str) -> bool:
    """Whether a Tajik text tells what to do (кунед, нигаред): it is no reason, and follows no «чунки»."""
    return any(word.endswith("ед") and word not in _NO_ORDERS for word in WORD.findall(text.lower()))


@functools.cache
def wordings(language: str) -> dict[str, dict[str, list[str]]]:
    """All wordings of a language by kind and name."""
    file = Path(__file__).parent / "phrases" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
