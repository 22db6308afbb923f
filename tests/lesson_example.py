"""A small school for tests and screenshots: topics, an item of each form, a learner and her weeks."""

from datetime import UTC, datetime, timedelta

from soro_tutor.domain.curriculum import Curriculum, Topic
from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.item import (
    Choice,
    Cloze,
    Derivation,
    Gap,
    Item,
    Matching,
    Number,
    Option,
    Order,
    Response,
    Several,
    Short,
    TrueFalse,
)
from soro_tutor.domain.learner import Learner
from soro_tutor.session import practice
from soro_tutor.session.practice import Result
from soro_tutor.store import items, learners
from soro_tutor.store.database import Database
from soro_tutor.store.items import PackFile

NOW = datetime.now(UTC)
_TITLES = {
    "mathematics.6.fraction": (6, "Ҷамъ ва тарҳи касрҳо", "Сложение и вычитание дробей", "Adding fractions"),
    "mathematics.7.linear": (7, "Муодилаи хаттӣ", "Линейное уравнение", "Linear equations"),
    "mathematics.7.monomial": (7, "Якаъзо ва бисёраъзо", "Одночлен и многочлен", "Monomials and polynomials"),
    "mathematics.7.formula": (
        7,
        "Формулаҳои зарби мухтасар ва татбиқи онҳо дар ҳалли масъалаҳо",
        "Формулы сокращённого умножения и их применение при решении задач",
        "Special products and how to use them in problems",
    ),
    "mathematics.8.quadratic": (8, "Муодилаи квадратӣ", "Квадратное уравнение", "Quadratic equations"),
    "physics.7.speed": (7, "Ҳаракат ва суръат", "Движение и скорость", "Motion and speed"),
}
AFTER = {
    "mathematics.7.linear": ("mathematics.6.fraction",),
    "mathematics.8.quadratic": ("mathematics.7.linear",),
}
CURRICULUM = Curriculum(
    {
        name: Topic(
            name,
            Subject(name.split(".")[0]),
            grade,
            {"tg": tg, "ru": ru, "en": en},
            AFTER.get(name, ()),
        )
        for name, (grade, tg, ru, en) in _TITLES.items()
    }
)
LINEAR = CURRICULUM.topics["mathematics.7.linear"]
HINTS = (
    "Ба ду тарафи муодила нигоҳ кунед: чӣ ба номаълум зам шудааст?",
    "Аз ҳар ду тарафи муодила як ададро тарҳ кардан мумкин аст.",
    "Масалан: $2x + 3 = 9$, пас $2x = 6$ ва $x = 3$.",
)
SOLUTION = ("Аз ҳар ду тараф 6-ро тарҳ мекунем: $2x = 8$.", "Ҳар ду тарафро ба 2 тақсим мекунем: $x = 4$.")


def item(name: str, statement: str, response: Response, topic: str = LINEAR.id) -> Item:
    """An item with hints and a solution; it may not fit them."""
    found = CURRICULUM.topics[topic]
    return Item(name, found.subject, topic, found.grade, statement, response, HINTS, SOLUTION, 2)


CHOICE = item(
    "choice",
    "Решаи муодилаи $2x + 6 = 14$ кадом аст?",
    Choice(
        (
            Option("$x = 10$", misconception="Шояд шумо 6-ро зам кардед."),
            Option("$x = 4$", is_right=True),
            Option(r"$x = \frac{14}{8}$", misconception="Шояд шумо 2 ва 6-ро ҷамъ кардед."),
            Option("$x = 8$", misconception="Шояд шумо ба 2 тақсим накардед."),
        )
    ),
)
SEVERAL = item(
    "several",
    "Кадом ададҳо решаи муодилаи $x^2 = 9$ мебошанд?",
    Several((Option("3", is_right=True), Option("9"), Option("−3", is_right=True), Option("81"))),
)
TRUE_FALSE = item(
    "true_false", "Муодилаи $0 \\cdot x = 5$ реша надорад.", TrueFalse(True, "Ба сифр зарб кунед.")
)
SHORT = item("short", "Чӣ тавр баробарии дорои номаълум номида мешавад?", Short(("муодила",)))
NUMBER = item(
    "number",
    "Мошин 150 метрро дар 10 сония тай кард. Суръати он чанд аст?",
    Number("15", "m/s"),
    "physics.7.speed",
)
PLAIN_NUMBER = item("plain_number", "Муодиларо ҳал кунед: $2x + 6 = 14$. Қимати $x$ чанд аст?", Number("4"))
MATCHING = item(
    "matching",
    "Ба ҳар муодила решаи онро мувофиқ кунед.",
    Matching(
        ("$x + 1 = 3$", "$2x = 2$", "$x - 1 = 2$", "$3x = 12$"), ("1", "2", "3", "4", "5"), (1, 0, 2, 3)
    ),
)
LONG_MATCHING = item(
    "long_matching",
    "Мафҳумҳоро бо таърифи онҳо мувофиқ кунед.",
    Matching(
        ("муодила", "реша", "номаълум", "коэффитсиент"),
        (
            "баробарие, ки дар он ақаллан як номаълум мавҷуд аст ва онро ёфтан лозим аст",
            "қимате, ки муодиларо ба баробарии дуруст табдил медиҳад",
            "ҳарфе, ки қимати он дода нашудааст",
            "зарбкунандаи ададии назди ҳарф, масалан $3$ дар $3x$",
            "хати рост",
        ),
        (0, 1, 2, 3),
    ),
)
ORDER = item(
    "order",
    "Қадамҳои ҳалли муодилаи $2x + 6 = 14$-ро ба тартиб гузоред.",
    Order(("$2x + 6 = 14$", "$2x = 14 - 6$", "$2x = 8$", "$x = 4$")),
)
CLOZE = item(
    "cloze",
    "Муодила баробариест, ки дар он [[1]] ҳаст. Қимати он [[2]]-и муодила аст.",
    Cloze((Gap(("номаълум",)), Gap(("реша",)))),
)
DERIVATION = item("derivation", "Муодиларо қадам ба қадам ҳал кунед.", Derivation("2x + 6 = 14", "x = 4"))
ITEMS = (
    CHOICE,
    SEVERAL,
    TRUE_FALSE,
    SHORT,
    NUMBER,
    PLAIN_NUMBER,
    MATCHING,
    LONG_MATCHING,
    ORDER,
    CLOZE,
    DERIVATION,
    item("fraction", r"Ҳисоб кунед: $\frac{1}{2} + \frac{1}{3}$.", Number("5/6"), "mathematics.6.fraction"),
    item("monomial", "Дараҷаи якаъзои $3x^2$ чанд аст?", Number("2"), "mathematics.7.monomial"),
)


def add_items(db: Database) -> None:
    """Put the items into a database."""
    items.replace_pack(db, PackFile("example", 0, 0, "", "Намуна"), ITEMS)


def add_school(db: Database) -> Learner:
    """The items, a learner of grade 7, and what she answered in six weeks."""
    add_items(db)
    learner = learners.add_learner(db, "Фирӯза", 7, NOW)
    by_name = {one.id: one for one in ITEMS}
    for week in range(6):
        at = NOW - timedelta(days=7 * (5 - week) + 4)
        for name, count, right in (("fraction", 4, 4), ("plain_number", 5, week), ("choice", 2, 1)):
            for number in range(count):
                _answer(db, learner, by_name[name], number < right, number % 3 == 2, at)
    return learner


def _answer(
    db: Database, learner: Learner, one: Item, is_right: bool, is_assisted: bool, at: datetime
) -> None:
    result = Result(
        is_right=is_right,
        score=float(is_right),
        is_first=True,
        is_assisted=is_assisted,
        is_probe=False,
        hints=int(is_assisted),
        seconds=30.0,
        answer="4",
    )
    practice.record(db, learner, one, result, at)
