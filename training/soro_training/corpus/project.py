"""The project's own texts: the bank's exercises, the glossary and the curriculum, in Tajik.

What the dialogues hold out (`heldout.py`) is held out here too. The topics' titles stand in nearly all texts
of the project, so that they are learnt.
"""

import json
from collections.abc import Iterator
from functools import singledispatch
from pathlib import Path

from soro_training import heldout
from soro_training.corpus.found import Found
from soro_tutor import paths
from soro_tutor.domain.curriculum import Curriculum
from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.item import Choice, Item, Matching, Order, Response, Several
from soro_tutor.exchange import curriculum, glossary, pack

_OWN = "CC BY 4.0"  # as the bank's packs say of themselves
_TERMS = 20  # of the glossary in one document


def read_project(resources: Path | None = None) -> Iterator[Found]:
    """Every exercise, the terms of each subject and the topics of each grade, each a document.

    Raises TutorError where the resources are damaged, which is a fault of the checkout and not of a config.
    """
    folder = resources or paths.resources()
    topics = curriculum.load(folder / "curriculum")
    schema = json.loads((folder / "bank" / "schema.json").read_text(encoding="utf-8"))
    for file in sorted((folder / "bank").glob("*.toml")):
        exercises = pack.read(pack.decode(file.read_bytes(), str(file)), str(file), schema, topics.topics)
        for item in exercises.items:
            yield Found(
                f"bank/{item.id}",
                _exercise(item, topics),
                licence=exercises.licence,
                is_heldout=heldout.is_heldout(item),
            )
    yield from _glossary(folder / "glossary")
    yield from _topics(topics)


def _exercise(item: Item, topics: Curriculum) -> str:
    title = topics.topics[item.topic].titles["tg"]
    options = [f"- {line}" for line in _shown(item.response)]
    parts = (title, item.statement, "\n".join(options), "\n".join(item.hints), "\n".join(item.solution))
    return "\n\n".join(part for part in parts if part)


@singledispatch
def _shown(_response: Response) -> tuple[str, ...]:
    """What a learner sees under a statement."""
    return ()


@_shown.register(Choice)
@_shown.register(Several)
def _(response: Choice | Several) -> tuple[str, ...]:
    return tuple(option.text for option in response.options)


@_shown.register
def _(response: Matching) -> tuple[str, ...]:
    return tuple(
        f"{left} — {response.right[pair]}" for left, pair in zip(response.left, response.pairs, strict=True)
    )


@_shown.register
def _(response: Order) -> tuple[str, ...]:
    return response.parts


def _glossary(folder: Path) -> Iterator[Found]:
    for subject in Subject:
        terms = [term for term in glossary.load(folder).terms if term.subject is subject]
        for is_heldout, side in ((False, "learnt"), (True, "heldout")):
            some = [term for term in terms if heldout.is_heldout(term) is is_heldout]
            for at in range(0, len(some), _TERMS):
                lines = [f"{term.tg} — {term.meaning}" for term in some[at : at + _TERMS]]
                place = f"glossary/{subject}.{side}.{at}"
                yield Found(place, "\n".join(lines), licence=_OWN, is_heldout=is_heldout)


def _topics(topics: Curriculum) -> Iterator[Found]:
    for subject in Subject:
        for grade in sorted({topic.grade for topic in topics.of_subject(subject)}):
            titles = [topic.titles["tg"] for topic in topics.of_subject(subject) if topic.grade == grade]
            place = f"curriculum/{subject}.{grade}"
            yield Found(place, ". ".join(titles) + ".", licence=_OWN, is_heldout=False)
