"""Published benchmark sets in their own columns, made into tasks; none of their rows is kept here."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from soro_training.errors import Cause, Fault, TrainingError
from soro_training.evaluation import letters
from soro_training.evaluation.rows import Place, Row, Rows, from_file, from_hub
from soro_training.evaluation.task import Choice, Kind, Matching, Question, Short, Task
from soro_tutor.domain.text import WORD, fold, normalize

SetName = Literal[
    "tajlib", "talim", "tajik_evals_mmlu", "tajik_mmlu", "belebele", "sib200", "arc", "hellaswag", "mmlu"
]

# SIB-200's seven labels; a model is asked in Tajik.
_TOPICS = {
    "science/technology": "илм ва технология",
    "travel": "саёҳат",
    "politics": "сиёсат",
    "sports": "варзиш",
    "health": "саломатӣ",
    "entertainment": "фароғат",
    "geography": "ҷуғрофия",
}

# The splits of TajLiB, which has no column for them.
_SUBJECTS = {"grammar": "tajik_language", "law": "law", "literature": "tajik_literature"}


class RowError(ValueError):
    """A row that holds no question that can be scored."""


@dataclass(frozen=True, slots=True)
class _Set:
    """A set: its columns, how a row is read, where it lies on the hub, and under which terms."""

    columns: tuple[str, ...]
    read: Callable[[Row, str], Question]
    title: str
    licence: str
    repository: str
    config: str = ""
    language: str = "tg"
    split: str = "test"  # of the hub, where the config names none: one with answers


def read(name: str, form: SetName, path: str, split: str, revision: str = "") -> Task:
    """A set as a task called `name`, from a file, or from the hub where `path` is empty.

    `split` is the hub's; none means the one on which the set is usually scored.
    Rows that cannot be scored, and questions that came before (compared folded), are counted and left out.
    Raises TrainingError FILE_MISSING, FILE_DAMAGED, SET_COLUMNS_MISSING, HUB_UNREACHABLE.
    """
    known = _SETS[form]
    split = split or known.split
    rows = from_file(Path(path)) if path else from_hub(Place(known.repository, known.config, split, revision))
    where = path or known.repository
    missing = [column for column in known.columns if column not in rows.content[0]]
    if missing:
        names = ", ".join(missing)
        raise TrainingError(Fault.SET_COLUMNS_MISSING, path=where, name=known.title, names=names)
    items = _items(rows, known, name, _SUBJECTS.get(Path(path).stem if path else split, "general"))
    if not items:
        raise TrainingError(Fault.FILE_DAMAGED, path=where, line=0, cause=Cause.NO_ROW_FITS)
    return Task(
        name=name,
        version=revision or rows.digest[:12],
        title=known.title,
        description=f"{known.title}, {known.repository}",
        licence=known.licence,
        language=known.language,
        kind=Kind.QUESTIONS,
        items=tuple(items),
        digest=rows.digest,
        skipped=len(rows.content) - len(items),
    )


def _items(rows: Rows, known: _Set, name: str, subject: str) -> list[Question]:
    items: dict[str, Question] = {}
    for number, row in enumerate(letters.as_indexes(letters.as_latin(rows.content)), 1):
        try:
            item = known.read({"subject": subject, **row}, f"{name}-{number:05}")
        except (RowError, KeyError, TypeError, ValueError):
            continue
        items.setdefault(_folded(item), item)
    return list(items.values())


def _folded(item: Question) -> str:
    """What two copies of a question have in common: their words, folded."""
    match item:
        case Choice():
            parts: Sequence[str] = (item.passage, item.question, *sorted(item.options))
        case Matching():
            parts = (item.question, *item.left, *item.right)
        case Short():
            parts = (item.passage, item.question)
        case _:
            parts = (item.id,)
    return " ".join(fold(part) for part in parts)


def choice(
    name: str, subject: str, question: str, options: Sequence[str], answer: int, **more: Any
) -> Choice:
    """A choice whose parts are sound. Raises RowError."""
    texts = tuple(normalize(str(option)).strip() for option in options)
    if len(texts) < 2 or not all(texts) or not str(question).strip() or not 0 <= answer < len(texts):
        raise RowError(name)
    return Choice(name, subject, normalize(str(question)).strip(), texts, answer, **more)


def index_of(answer: Any, options: Sequence[str]) -> int:
    """Which option an answer names: a number by its index from 0, a letter (Latin or Cyrillic), or its text.

    Digits in a text are no index here: see letters.as_indexes. Raises RowError for what is no option.
    """
    if isinstance(answer, int):
        return answer
    text = normalize(str(answer)).strip()
    letter = text.upper().strip("().: ")
    if letter in letters.PLACES:
        return letters.PLACES[letter]
    if text in options:
        return list(options).index(text)
    raise RowError(text)


def texts_of(value: Any) -> list[str]:
    """A list of texts that is one already, or is written as JSON, or stands under letters in a table."""
    if isinstance(value, str):
        value = json.loads(value)
    if isinstance(value, Mapping):
        value = [value[key] for key in sorted(value)]
    if value is None or not all(isinstance(text, str | int | float) for text in value):
        raise RowError("options")
    return [str(text) for text in value]


def _tajlib(row: Row, name: str) -> Question:
    options = [row[f"option_{letter}"] for letter in "abcd"]
    return choice(name, row["subject"], row["question"], options, index_of(row["answer"], options))


def _talim(row: Row, name: str) -> Question:
    kind, subject = row["type"], row["subject"]
    if kind == "free-response":
        accepted = tuple(part.strip() for part in str(row["answer"]).split("|") if WORD.search(part))
        if not accepted:
            raise RowError(name)
        return Short(name, subject, normalize(row["question"]).strip(), accepted)
    if kind == "matching":
        return _pairs(row, name, subject)
    options = texts_of(row["options"])
    return choice(name, subject, row["question"], options, index_of(row["answer"], options))


def _pairs(row: Row, name: str, subject: str) -> Question:
    """A matching whose options are two lists, and whose answer pairs letters with numbers: A-3, B-1 …"""
    options = json.loads(row["options"]) if isinstance(row["options"], str) else row["options"]
    left, right = (texts_of(value) for value in options.values())
    pairs = {letters.PLACES[letter]: int(number) - 1 for letter, number in letters.pairs(row["answer"])}
    answer = tuple(pairs[at] for at in range(len(left)))
    if len(set(answer)) < len(answer) or not all(0 <= at < len(right) for at in answer):
        raise RowError(name)
    return Matching(name, subject, normalize(row["question"]).strip(), tuple(left), tuple(right), answer)


def _tajik_evals(row: Row, name: str) -> Question:
    return choice(name, row["subject"], row["question_tj"], texts_of(row["choices_tj"]), int(row["answer"]))


def _tajik_mmlu(row: Row, name: str) -> Question:
    # The set is gated and its columns are not verified: options as one column or as four.
    if (value := row.get("options") or row.get("choices")) is not None:
        options = texts_of(value)
    else:
        options = [row[f"option_{letter}"] for letter in "abcd"]
    return choice(name, row["subject"], row["question"], options, index_of(row["answer"], options))


def _belebele(row: Row, name: str) -> Question:
    options = [row[f"mc_answer{number}"] for number in range(1, 5)]
    answer = int(row["correct_answer_num"]) - 1
    return choice(name, "reading", row["question"], options, answer, passage=normalize(row["flores_passage"]))


def _sib(row: Row, name: str) -> Question:
    labels = list(_TOPICS)
    question, topics = "Мавзӯи ин матн кадом аст?", list(_TOPICS.values())
    passage = normalize(row["text"])
    return choice(name, "general", question, topics, labels.index(row["category"]), passage=passage)


def _arc(row: Row, name: str) -> Question:
    choices = json.loads(row["choices"]) if isinstance(row["choices"], str) else row["choices"]
    labels = list(choices["label"])
    return choice(name, "general", row["question"], choices["text"], labels.index(row["answerKey"]))


def _hellaswag(row: Row, name: str) -> Question:
    """As lm-evaluation-harness prepares it: the activity, the context, and four endings."""
    begun = f"{row['activity_label']}: {row['ctx_a']} {str(row['ctx_b']).capitalize()}"
    endings = [_tidied(ending) for ending in texts_of(row["endings"])]
    return choice(name, "general", _tidied(begun), endings, int(row["label"]), is_continued=True)


def _tidied(text: str) -> str:
    text = re.sub(r"\[.*?\]", "", text.strip().replace(" [title]", ". "))
    return text.replace("  ", " ")


def _mmlu(row: Row, name: str) -> Question:
    return choice(name, row["subject"], row["question"], texts_of(row["choices"]), int(row["answer"]))


_ABCD = ("option_a", "option_b", "option_c", "option_d")
_SETS: dict[SetName, _Set] = {
    "tajlib": _Set(
        ("question", *_ABCD, "answer"), _tajlib, "TajLiB", "MIT", "f1rdavs/TajLiB",
        split="grammar+law+literature",
    ),
    "talim": _Set(
        ("question", "options", "type", "answer"), _talim, "TALIM", "CC BY-NC, evaluation only",
        "talimbenchmark/Talim-Benchmark",
    ),
    "tajik_evals_mmlu": _Set(
        ("question_tj", "choices_tj", "answer", "subject"), _tajik_evals, "MMLU in Tajik", "not stated",
        "tajik-evals/MMLU",
    ),
    "tajik_mmlu": _Set(("question", "answer"), _tajik_mmlu, "TajikMMLU", "gated", "TajikNLPWorld/TajikMMLU"),
    "belebele": _Set(
        ("flores_passage", "question", "mc_answer1", "mc_answer2", "mc_answer3", "mc_answer4",
         "correct_answer_num"),
        _belebele, "Belebele", "CC BY-SA 4.0", "facebook/belebele", "tgk_Cyrl",
    ),
    "sib200": _Set(("category", "text"), _sib, "SIB-200", "Apache-2.0", "Davlan/sib200", "tgk_Cyrl"),
    "arc": _Set(
        ("question", "choices", "answerKey"), _arc, "ARC-Challenge", "CC BY-SA 4.0", "allenai/ai2_arc",
        "ARC-Challenge", "en",
    ),
    "hellaswag": _Set(
        ("activity_label", "ctx_a", "ctx_b", "endings", "label"), _hellaswag, "HellaSwag", "MIT",
        "Rowan/hellaswag", language="en", split="validation",  # the labels of its test are not published
    ),
    "mmlu": _Set(
        ("question", "subject", "choices", "answer"), _mmlu, "MMLU", "MIT", "cais/mmlu", "all", "en",
    ),
}  # fmt: skip
