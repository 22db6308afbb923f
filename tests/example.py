"""The example of the screenshots: two learners, their conversations, and weeks of practice of one of them."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from soro_tutor import paths
from soro_tutor.domain.curriculum import Curriculum
from soro_tutor.domain.dialogue import MessageState, Mode, Role, Subject
from soro_tutor.domain.errors import TutorError
from soro_tutor.domain.learner import Learner
from soro_tutor.session import practice
from soro_tutor.session.bank import Bank
from soro_tutor.session.practice import Plan, PlanKind, Result
from soro_tutor.store import conversations, learners, messages
from soro_tutor.store.database import Database

NOW = datetime.now(UTC)

SPEED = r"""
**Суръат** нишон медиҳад, ки ҷисм дар воҳиди вақт чӣ қадар масофаро тай мекунад.

Агар ҷисм масофаи $s$-ро дар вақти $t$ тай кунад, суръати он $v = \frac{s}{t}$ аст.

Масалан, мошин 150 километрро дар 2 соат тай кард:

$$v = \frac{s}{t} = \frac{150\ \text{км}}{2\ \text{соат}} = 75\ \text{км/соат}$$

| Бузургӣ | Аломат | Воҳид |
|---|---|---|
| масофа | $s$ | метр (м) |
| вақт | $t$ | сония (с) |
| суръат | $v$ | метр бар сония (м/с) |

Ҳангоми ҳалли масъала:

1. Масофа ва вақтро аз шарти масъала нависед.
2. Воҳидҳоро мувофиқ кунед.
3. Масофаро ба вақт тақсим кунед.
"""
CODE = """
Масофаро ба вақт тақсим кунед:

```python
масофа = 150  # километр
вақт = 2  # соат
print(масофа / вақт)
```

Барнома `75.0` менависад, яъне 75 км/соат. Акнун худатон кӯшиш кунед: \
дучархасавор 36 километрро дар 3 соат тай кард. Суръати ӯ чанд аст?
"""
LAST_QUESTION = "Ман 12 км/соат ёфтам. Дуруст аст?"
LAST_ANSWER = r"Бале, дуруст аст: $v = \frac{36}{3} = 12$ км/соат."
CONVERSATIONS = (
    (Subject.TAJIK_LITERATURE, "Рӯдакӣ кӣ буд?"),
    (Subject.BIOLOGY, "Ҳуҷайра аз чӣ иборат аст?"),
    (Subject.MATHEMATICS, "Муодилаи квадратиро чӣ тавр ҳал мекунанд?"),
    (Subject.CHEMISTRY, "Маҳлул аз омехта чӣ фарқ дорад?"),
    (Subject.PHYSICS, "Суръат чист ва онро чӣ тавр ҳисоб мекунанд?"),
)


def write_example(data_dir: Path) -> None:
    """Two learners, some conversations, and a file that the echoing engine takes for a model."""
    db = Database.open(paths.database_file(data_dir), paths.backups(data_dir), NOW)
    first = learners.add_learner(db, "Фирӯза", 7, NOW)
    learners.add_learner(db, "Ҷамшед", 9, NOW)
    for number, (subject, title) in enumerate(CONVERSATIONS):
        at = NOW - timedelta(hours=len(CONVERSATIONS) - number)
        shelf = conversations.add_conversation(db, first.id, subject, Mode.EXPLAIN, title, at)
        messages.add_message(db, shelf.id, Role.USER, title, MessageState.COMPLETE, at)
    said = (SPEED, "Инро дар Python чӣ тавр ҳисоб кардан мумкин аст?", CODE)
    for number, text in enumerate(said):
        role = Role.USER if number % 2 else Role.ASSISTANT
        messages.add_message(db, shelf.id, role, text.strip(), MessageState.COMPLETE, NOW)
    db.close()
    paths.models(data_dir).mkdir(parents=True, exist_ok=True)
    (paths.models(data_dir) / "soro.gguf").write_bytes(b"GGUF")


def add_weeks(db: Database, learner: Learner, bank: Bank, curriculum: Curriculum) -> None:
    """Let a learner practise the first topics of mathematics of her grade for six weeks."""
    chance = random.Random(7)
    topics = [one for one in curriculum.of_subject(Subject.MATHEMATICS) if one.grade == learner.grade]
    for week in range(6):
        at = NOW - timedelta(days=7 * (5 - week) + 4)
        for number, topic in enumerate(topics[: 2 + week // 2]):
            for turn in range(3):
                plan = Plan(PlanKind.TOPIC, topic.subject, topic.id)
                is_right = (number + turn) % 4 < 2 + week // 2
                try:
                    item = bank.item(db, practice.next_uid(db, learner, plan, chance, at))
                except TutorError:  # the topic has no items yet
                    continue
                is_assisted = turn == 2 and number % 2 == 0
                result = Result(is_right, float(is_right), True, is_assisted, False, 0, 30.0, "")
                practice.record(db, learner, item, result, at)
