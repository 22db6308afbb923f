"""What is held out of the project's own is so in the corpus and in the dialogues alike."""

from pathlib import Path

import pytest

pytest.importorskip("datatrove", reason="the training's libraries are not installed")

from soro_training import documents, heldout
from soro_training.corpus import project
from soro_training.corpus.found import Found
from soro_training.dialogue import collection, school, terms
from soro_training.dialogue.collection import HELDOUT, TRAIN, Plan
from soro_training.dialogue.school import School
from soro_training.heldout import is_heldout, name_of
from soro_tutor.domain.glossary import Glossary


@pytest.fixture(scope="module")
def ours() -> School:
    return school.load(seed=1, variants=2)


@pytest.fixture(scope="module")
def corpus() -> list[Found]:
    return list(project.read_project())


def test_about_the_share_of_the_items_and_of_the_terms_is_held_out(ours: School) -> None:
    for subjects in (ours.items, ours.glossary.terms):
        assert sum(map(is_heldout, subjects)) / len(subjects) == pytest.approx(heldout.SHARE, abs=0.02)


def test_all_items_of_a_generator_are_on_one_side(ours: School) -> None:
    sides: dict[str, set[bool]] = {}
    for item in ours.items:
        sides.setdefault(name_of(item), set()).add(is_heldout(item))
    assert {len(side) for side in sides.values()} == {1}


def test_the_corpus_holds_out_the_exercises_and_terms_that_the_dialogues_do(
    ours: School, corpus: list[Found]
) -> None:
    sides = {found.place: found.is_heldout for found in corpus}
    written = [item for item in ours.items if not item.generator]
    assert [item.id for item in written if sides[f"bank/{item.id}"] is not is_heldout(item)] == []
    lines = {line: found.is_heldout for found in corpus for line in found.text.splitlines()}
    said = {one: lines[f"{one.tg} — {one.meaning}"] for one in ours.glossary.terms}
    assert [one.tg for one, side in said.items() if side is not is_heldout(one)] == []
    assert not any(side for place, side in sides.items() if place.startswith("curriculum/"))


def test_no_dialogue_is_about_what_the_corpus_holds_on_the_other_side(
    ours: School, corpus: list[Found], tmp_path: Path
) -> None:
    written = [item for item in ours.items if not item.generator]
    out = [item for item in written if is_heldout(item)][:3]
    some = School((*out, *written[:3]), ours.curriculum, Glossary(()))
    collection.make(some, Plan(seed=3), tmp_path / "made", lambda _done, _total: None)
    learnt, held = (subjects(tmp_path / "made" / name) for name in (TRAIN, HELDOUT))
    assert held == {item.id for item in out}
    assert learnt == {item.id for item in written[:3] if item not in out}
    for found in corpus:
        if found.place.startswith("bank/"):
            assert found.place.removeprefix("bank/") not in (learnt if found.is_heldout else held)


def test_a_term_that_is_learnt_shows_no_sentence_of_an_item_that_is_held_out(ours: School) -> None:
    sides: dict[str, set[bool]] = {}
    for item in ours.items:
        for text in (item.hints[1], *item.solution[:-1]):
            for sentence in terms._plain_sentences(text):
                sides.setdefault(sentence, set()).add(is_heldout(item))
    shown = terms._examples(ours)
    assert {side for _term, side in shown} == {False, True}
    assert [text for (_term, side), text in shown.items() if side not in sides[text]] == []


def subjects(file: Path) -> set[str]:
    """The ids of the items that the dialogues of a file are about."""
    return {str(one["id"]).partition("/")[0] for one in documents.read(file, "id")}
