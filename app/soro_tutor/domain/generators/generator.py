"""What a generator is, and how its variant becomes an item."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.item import Item, Response


@dataclass(frozen=True, slots=True)
class Variant:
    """One drawn question. `given` holds the drawn values by name, for whoever solves it by a second route."""

    statement: str
    response: Response
    hints: tuple[str, str, str]
    solution: tuple[str, ...]
    given: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Generator:
    """A kind of question. `make` draws all it needs from the chance it is given, and nothing else."""

    name: str
    topic: str
    grade: int
    difficulty: int
    make: Callable[[Chance], Variant]

    @property
    def subject(self) -> Subject:
        """The subject of its topic."""
        return Subject(self.topic.split(".")[0])

    def item(self, chance: Chance, seed: int) -> Item:
        """The item of a variant drawn from `chance`, which was seeded with `seed`."""
        variant = self.make(chance)
        return Item(
            id=f"{self.name}:{seed}",
            subject=self.subject,
            topic=self.topic,
            grade=self.grade,
            statement=variant.statement,
            response=variant.response,
            hints=variant.hints,
            solution=variant.solution,
            difficulty=self.difficulty,
            generator=self.name,
            seed=seed,
        )
