"""The example that the screenshots show: two learners, their conversations, and one of them about physics."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from soro_tutor import paths
from soro_tutor.domain.dialogue import MessageState, Mode, Role, Subject
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
