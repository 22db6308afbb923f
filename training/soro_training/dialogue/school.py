"""All that the dialogues are made from: items of the bank and of the generators, topics, terms."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from soro_training.dialogue.phrases import CommonWords
from soro_tutor import paths
from soro_tutor.domain.curriculum import Curriculum
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.generators import catalog
from soro_tutor.domain.glossary import Glossary
from soro_tutor.domain.item import Item
from soro_tutor.exchange import curriculum, glossary, pack
from soro_tutor.session.proof import pack_schema


@dataclass(frozen=True, slots=True)
class School:
    """Items in a fixed order, the curriculum, the glossary, and the words that no name begins with."""

    items: tuple[Item, ...]
    curriculum: Curriculum
    glossary: Glossary
    common: CommonWords = field(init=False)

    def __post_init__(self) -> None:
        texts = [text for item in self.items for text in (item.statement, *item.hints, *item.solution)]
        texts += [term.meaning for term in self.glossary.terms]
        object.__setattr__(self, "common", CommonWords(texts))

    def topic(self, item: Item, language: str) -> str:
        """The title of an item's topic."""
        return self.curriculum.topics[item.topic].titles[language]


def load(seed: int, variants: int) -> School:
    """The program's own school, with `variants` items of each generator, drawn with the seed."""
    topics = curriculum.load(paths.resources() / "curriculum")
    items = (*_written(topics), *_computed(seed, variants))
    return School(items, topics, glossary.load(paths.resources() / "glossary"))


def _written(topics: Curriculum) -> Iterator[Item]:
    for file in sorted((paths.resources() / "bank").glob("*.toml")):
        text = pack.decode(file.read_bytes(), str(file))
        yield from pack.read(text, str(file), pack_schema(), topics.topics).items


def _computed(seed: int, variants: int) -> Iterator[Item]:
    """One statement only once: some generators have few variants."""
    for name, generator in sorted(catalog.generators().items()):
        statements = set()
        for number in range(seed * 1000, seed * 1000 + variants):
            chance = random.Random(f"{name}:{number}")  # noqa: S311 - a repeatable draw, no secret
            try:
                item = catalog.generated(generator, chance, number)
            except TutorError as error:
                if error.code is not ErrorCode.GENERATOR_FAILED:
                    raise
                continue
            if item.statement not in statements:
                statements.add(item.statement)
                yield item
