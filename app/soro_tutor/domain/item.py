"""An item: a question with its verified answer, its solution, its hints and the misconceptions behind it."""

from dataclasses import dataclass
from enum import StrEnum

from soro_tutor.domain.dialogue import Subject


class Form(StrEnum):
    """How an item is answered."""

    CHOICE = "choice"
    SEVERAL = "several"
    TRUE_FALSE = "true_false"
    SHORT = "short"
    NUMBER = "number"
    MATCHING = "matching"
    ORDER = "order"
    CLOZE = "cloze"
    DERIVATION = "derivation"


@dataclass(frozen=True, slots=True)
class Option:
    """One of the options of a choice. A wrong one names the misconception that leads to it.

    A misconception is a sentence for the learner that says what may have been confused and not what is right.
    """

    text: str
    is_right: bool = False
    misconception: str = ""


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """An answer that is known to be wrong, with the misconception behind it."""

    text: str
    misconception: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One right option of four."""

    options: tuple[Option, ...]
    form = Form.CHOICE


@dataclass(frozen=True, slots=True)
class Several:
    """Every right option, and no other, of at least four."""

    options: tuple[Option, ...]
    form = Form.SEVERAL


@dataclass(frozen=True, slots=True)
class TrueFalse:
    """Whether the statement is true."""

    is_true: bool
    misconception: str
    form = Form.TRUE_FALSE


@dataclass(frozen=True, slots=True)
class Short:
    """A few words, any of `accepted`; with `is_expression`, mathematics equal to the first of them."""

    accepted: tuple[str, ...]
    is_expression: bool = False
    wrong: tuple[WrongAnswer, ...] = ()
    form = Form.SHORT


@dataclass(frozen=True, slots=True)
class Number:
    """A number. `value` is exact: '12', '-0.5', '3/4', 'sqrt(2)'. `unit` is pint's name of it, '' for none.

    `tolerance` is relative to the value: 0 asks for the exact one, 0.01 forgives one per cent.
    """

    value: str
    unit: str = ""
    tolerance: float = 0.0
    wrong: tuple[WrongAnswer, ...] = ()
    form = Form.NUMBER


@dataclass(frozen=True, slots=True)
class Matching:
    """Each of four on the left belongs to one of five on the right: left i to right `pairs[i]`."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    pairs: tuple[int, ...]
    form = Form.MATCHING


@dataclass(frozen=True, slots=True)
class Order:
    """Parts to be put in order; they are kept in the right one."""

    parts: tuple[str, ...]
    form = Form.ORDER


@dataclass(frozen=True, slots=True)
class Gap:
    """What fills one gap of a cloze: any of `accepted`."""

    accepted: tuple[str, ...]
    wrong: tuple[WrongAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Cloze:
    """The statement has the gaps [[1]], [[2]] …; `gaps[0]` fills the first."""

    gaps: tuple[Gap, ...]
    form = Form.CLOZE


@dataclass(frozen=True, slots=True)
class Derivation:
    """Lines of algebra from `start`, each following from the one before, to `result`."""

    start: str
    result: str
    form = Form.DERIVATION


Response = Choice | Several | TrueFalse | Short | Number | Matching | Order | Cloze | Derivation


@dataclass(frozen=True, slots=True)
class Item:
    """A question as it is put to a learner. `statement`, hints and solution are Markdown with LaTeX in $…$.

    `hints` are three: one points to what matters, one names the principle, one works a twin of the item.
    `difficulty` goes from 1 (easiest) to 5. A generated item names its `generator` and the `seed` that makes
    it again; its id is '<generator>:<seed>'.
    """

    id: str
    subject: Subject
    topic: str
    grade: int
    statement: str
    response: Response
    hints: tuple[str, str, str]
    solution: tuple[str, ...]
    difficulty: int
    source: str = ""
    generator: str = ""
    seed: int = 0

    @property
    def form(self) -> Form:
        """How it is answered."""
        return self.response.form
