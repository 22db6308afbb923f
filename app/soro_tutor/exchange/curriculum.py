"""The curriculum as it lies in resources: a TOML file of topics for each subject."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

from soro_tutor.domain.curriculum import Curriculum, Topic
from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.exchange import pack

_LANGUAGES = ("tg", "ru", "en")


def load(folder: Path, schema: Mapping[str, Any] | None = None) -> Curriculum:
    """The curriculum in the files of `folder`. Raises TutorError CURRICULUM_DAMAGED(path, detail).

    The files are held against `schema` where one is given. The program does without when it starts: its own
    files have passed the tests, and the library that knows schemas takes long to load.
    """
    files = [folder / f"{subject}.toml" for subject in Subject]
    return assembled((topic for file in files if file.exists() for topic in read(file, schema)), str(folder))


def read(file: Path, schema: Mapping[str, Any] | None = None) -> tuple[Topic, ...]:
    """The topics of one subject, in order. Raises TutorError CURRICULUM_DAMAGED(path, detail)."""
    path = str(file)
    try:
        document = pack.parse(pack.decode(file.read_bytes(), path), path)
    except OSError as error:
        raise _damaged(path, error.strerror or "") from error
    except TutorError as error:
        line = error.data.get("line")
        raise _damaged(path, f"TOML, line {line}" if line else "UTF-8") from error
    if schema is not None and (errors := pack.schema_errors(document, schema)):
        raise _damaged(path, f"{errors[0].json_path}: {errors[0].message}")
    try:
        topics = tuple(_topic(table, document["subject"]) for table in document["topic"])
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path, str(error)) from error
    _check_names(topics, path)
    return topics


def assembled(topics: Iterable[Topic], path: str) -> Curriculum:
    """The curriculum of these topics. Raises TutorError CURRICULUM_DAMAGED(path, detail).

    An id may stand only once, and every prerequisite must be a topic of the same grade or an earlier one;
    none may come back to itself.
    """
    by_id: dict[str, Topic] = {}
    for topic in topics:
        if topic.id in by_id:
            raise _damaged(path, f"{topic.id}: twice")
        by_id[topic.id] = topic
    for topic in by_id.values():
        for name in topic.after:
            if name not in by_id:
                raise _damaged(path, f"{topic.id}: after {name}: unknown")
            if by_id[name].grade > topic.grade:
                raise _damaged(path, f"{topic.id}: after {name}: of a later grade")
    try:
        TopologicalSorter({topic.id: topic.after for topic in by_id.values()}).prepare()
    except CycleError as error:
        raise _damaged(path, " → ".join(error.args[1])) from error
    return Curriculum(by_id)


def _topic(table: Mapping[str, Any], subject: str) -> Topic:
    titles = {language: str(table[language]) for language in _LANGUAGES}
    return Topic(table["id"], Subject(subject), int(table["grade"]), titles, tuple(table.get("after", ())))


def _check_names(topics: tuple[Topic, ...], path: str) -> None:
    """Each id has to begin with its topic's subject and grade."""
    for topic in topics:
        if not topic.id.startswith(f"{topic.subject}.{topic.grade}."):
            raise _damaged(path, f"{topic.id}: subject or grade differs")


def _damaged(path: str, detail: str) -> TutorError:
    return TutorError(ErrorCode.CURRICULUM_DAMAGED, path=path, detail=detail)
