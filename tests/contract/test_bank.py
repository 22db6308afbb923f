"""The bank that ships: nothing is wrong with it, and there is enough of it."""

import json
from collections import Counter

import pytest

from soro_tutor import paths
from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.generators import catalog
from soro_tutor.exchange import curriculum
from soro_tutor.session import proof, proof_words

GENERATORS = {
    Subject.MATHEMATICS: 60,
    Subject.PHYSICS: 25,
    Subject.CHEMISTRY: 15,
    Subject.INFORMATICS: 10,
}
WRITTEN_BESIDE_GENERATORS = 20
WRITTEN = 40
GRADES = range(5, 12)


def test_the_bank_passes_the_proofreader() -> None:
    done = proof.proofread([paths.resources() / "bank"])
    assert done.is_clean, "\n".join(proof_words.lines(done))


@pytest.mark.parametrize("subject", Subject)
def test_every_subject_has_enough_written_items(subject: Subject) -> None:
    done = proof.proofread([paths.resources() / "bank" / f"{subject}.toml"])
    least = WRITTEN_BESIDE_GENERATORS if subject in GENERATORS else WRITTEN
    assert sum(len(pack.items) for pack in done.packs if pack.subject is subject) >= least


def test_no_id_stands_in_two_packs() -> None:
    done = proof.proofread([paths.resources() / "bank"])
    counted = Counter(item.id for pack in done.packs for item in pack.items)
    assert not [uid for uid, count in counted.items() if count > 1]


@pytest.mark.parametrize(("subject", "least"), GENERATORS.items())
def test_what_can_be_computed_has_enough_generators(subject: Subject, least: int) -> None:
    made = [generator for generator in catalog.generators().values() if generator.subject is subject]
    assert len(made) >= least


def test_the_curriculum_keeps_to_its_schema_and_has_every_subject() -> None:
    schema = json.loads((paths.resources() / "curriculum" / "schema.json").read_text(encoding="utf-8"))
    found = curriculum.load(paths.resources() / "curriculum", schema)
    assert {topic.subject for topic in found.topics.values()} == set(Subject)


def test_every_generator_belongs_to_a_topic() -> None:
    topics = curriculum.load(paths.resources() / "curriculum").topics
    lost = [
        generator.name
        for generator in catalog.generators().values()
        if generator.topic not in topics or generator.grade < topics[generator.topic].grade
    ]
    assert not lost
