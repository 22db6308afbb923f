"""The dialogues that a model learns from: the application's prompts, fit replies, nothing given away."""

import collections
import dataclasses
import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

pytest.importorskip("datatrove", reason="the training's libraries are not installed")

from soro_training import heldout as heldout_module
from soro_training.corpus import contamination
from soro_training.dialogue import collection, phrases, school
from soro_training.dialogue.collection import Plan
from soro_training.dialogue.dialogue import Dialogue, Limits, is_fit
from soro_training.dialogue.lessons import LessonWriter
from soro_training.dialogue.phrases import CommonWords, Phrases
from soro_training.dialogue.school import School
from soro_training.dialogue.talks import TalkWriter
from soro_training.dialogue.terms import TermWriter
from soro_tutor.domain.dialogue import Role
from soro_tutor.domain.glossary import Glossary
from soro_tutor.domain.item import Form, Item
from soro_tutor.domain.leak import secrets_of
from soro_tutor.domain.lint import lint
from soro_tutor.domain.reply import Gate
from soro_tutor.session import prompt

SECRET = {"hint_1", "hint_2", "hint_3", "wrong", "partly", "refusal"}


@pytest.fixture(scope="module")
def ours() -> School:
    return school.load(seed=1, variants=1)


@pytest.fixture(scope="module")
def some(ours: School) -> tuple[Item, ...]:
    choices = [item for item in ours.items if item.form is Form.CHOICE and not item.generator]
    calculated = next(item for item in ours.items if item.generator == "math-prime-factors")
    return (calculated, *choices[:3], *random.Random(4).sample(ours.items, 15))


@pytest.fixture(scope="module")
def made(ours: School, some: Sequence[Item]) -> list[Dialogue]:
    found = []
    for item in some:
        for language in phrases.LANGUAGES:
            found += LessonWriter(ours, item, language, random.Random(1)).dialogues()
            found += TalkWriter(ours, item, language, random.Random(1)).dialogues()
    return found


def test_every_state_of_a_lesson_and_every_kind_of_talk_is_there(made: list[Dialogue]) -> None:
    kinds = collections.Counter(one.kind for one in made if one.language == "tg")
    expected = {"hint_1", "hint_2", "hint_3", "wrong", "partly", "comment", "explanation", "refusal"}
    assert expected | {"explain", "quiz", "check_work"} <= set(kinds)


def test_no_reply_before_the_attempts_are_spent_says_the_answer(
    made: list[Dialogue], some: Sequence[Item]
) -> None:
    items = {item.id: item for item in some}
    held = []
    for one in made:
        if one.kind in SECRET:
            item = items[subject(one)]
            for reply in replies(one):
                gate = Gate(secrets_of(item), one.language, item.statement, item.subject)
                shown = gate.feed(reply) + gate.close()
                held += [] if shown == reply else [(one.id, reply, gate.held)]
    assert not held


def test_replies_are_short_and_end_with_their_question(made: list[Dialogue], some: Sequence[Item]) -> None:
    items = {item.id: item for item in some}
    for one in made:
        limits = Limits(one.language, questions=2, subject=items[subject(one)].subject)
        for reply in replies(one):
            assert is_fit(reply, limits), reply


def test_the_prompts_are_the_applications_own(made: list[Dialogue], some: Sequence[Item]) -> None:
    """The application renders the case again, with what the dialogue shows of it."""
    items = {item.id: item for item in some}
    for one in made:
        if one.kind == "explanation":
            case = prompt.Case("explanation", items[subject(one)], items[subject(one)].grade, is_secret=False)
            system, user = prompt.lesson_turns(one.language, case)
            lines = one.turns[1].text.splitlines()
            assert one.turns[0] == system
            assert [line for line in user.text.splitlines() if line not in lines] == []


def test_our_tajik_is_clean() -> None:
    lists = [texts for table in phrases.wordings("tg").values() for texts in table.values()]
    assert [(text, flaws) for texts in lists for text in texts if (flaws := lint(text))] == []
    assert all(len(set(texts)) == len(texts) for texts in lists)


@pytest.mark.parametrize("language", phrases.LANGUAGES)
def test_openings_and_questions_have_at_least_eight_wordings(language: str) -> None:
    for kind, table in phrases.wordings(language).items():
        for name in ("opening", "question"):
            if name in table and kind != "quiz":
                assert len(table[name]) >= 8, (language, kind, name)


def test_a_word_that_may_be_a_name_keeps_its_capital() -> None:
    common = CommonWords(["Дар ин ҷо шоир навишт.", "Шеър хуб аст."])
    assert common.lowered("Шоир шеър навишт.") == "шоир шеър навишт."
    assert common.lowered("Рӯдакӣ шеър навишт.") == "Рӯдакӣ шеър навишт."


def test_what_tells_what_to_do_follows_no_because() -> None:
    assert phrases.is_order("Аввал қавсро кушоед.")
    assert not phrases.is_order("Дар зимистон барф сафед аст.")


def test_the_same_seed_draws_the_same_wording() -> None:
    drawn = [Phrases("tg", random.Random(3)).one("hint", "opening") for _ in range(3)]
    assert len(set(drawn)) == 1


def test_a_slip_is_pointed_to_and_not_repeated(ours: School) -> None:
    found = [
        one
        for item in ours.items
        if item.generator.startswith("math-")
        for one in TalkWriter(ours, item, "tg", random.Random(2)).dialogues()
        if one.id.endswith("check_work/slip/tg")
    ]
    assert len(found) > 5
    for one in found:
        wrong = one.turns[1].text.splitlines()[-1]
        assert wrong not in one.turns[2].text
        assert wrong.rpartition("=")[0].rpartition("=")[2].strip(" $") in one.turns[2].text


def test_a_term_is_explained_translated_and_named_in_other_languages(ours: School) -> None:
    writer = TermWriter(ours)
    term = next(term for term in ours.glossary.terms if term.tg == "адади натуралӣ")
    kinds = {
        (one.kind, language): one.turns[-1].text
        for language in phrases.LANGUAGES
        for one in writer.dialogues(term, language, random.Random(1))
    }
    assert set(kinds) == {("fact", "tg"), ("word", "tg"), ("fact", "ru"), ("fact", "en")}
    assert "натуральное число" in kinds["word", "tg"]
    assert "адади натуралӣ" in kinds["fact", "ru"]


def test_a_collection_has_its_shares_and_nothing_twice(
    ours: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heldout_module, "SHARE", 0.2)
    plan = Plan(seed=1, items=40, shares={"ru": 0.15, "en": 0.1})
    collection.make(ours, plan, tmp_path / "one", lambda _done, _total: None)
    collection.make(ours, plan, tmp_path / "two", lambda _done, _total: None)
    train, heldout = (read(tmp_path / "one" / name) for name in ("train.jsonl", "heldout.jsonl"))
    everything = train + heldout
    languages = collections.Counter(one["language"] for one in everything)
    assert languages["ru"] / len(everything) == pytest.approx(0.15, abs=0.03)
    assert languages["en"] / len(everything) == pytest.approx(0.1, abs=0.03)
    said = [json.dumps(one["messages"][1:], ensure_ascii=False) for one in everything]
    assert len(set(said)) == len(said)
    groups = [{one["id"].partition("/")[0] for one in part} for part in (train, heldout)]
    assert groups[0] & groups[1] == set()
    assert groups[1]
    assert (tmp_path / "one/train.jsonl").read_bytes() == (tmp_path / "two/train.jsonl").read_bytes()


def test_a_dialogue_about_a_benchmarks_text_is_left_out(ours: School, tmp_path: Path) -> None:
    plan = Plan(seed=1, items=6)
    collection.make(ours, plan, tmp_path / "before", lambda _done, _total: None)
    before = read(tmp_path / "before/train.jsonl")
    question = next(one["messages"][1]["content"] for one in before if one["kind"] == "hint_1")
    benchmark = tmp_path / "items.jsonl"
    benchmark.write_text(json.dumps({"id": "1", "question": question.splitlines()[0]}) + "\n", "utf-8")
    plan = Plan(seed=1, items=6, benchmarks=(benchmark,))
    collection.make(ours, plan, tmp_path / "after", lambda _done, _total: None)
    after = read(tmp_path / "after/train.jsonl")
    assert question not in [one["messages"][1]["content"] for one in after]
    report = json.loads((tmp_path / "after/report.json").read_text("utf-8"))
    assert report["left_out"]["benchmark"] > 0


@pytest.mark.parametrize(("words", "is_left_out"), [(8, True), (9, False)])
def test_so_many_words_in_a_row_make_a_benchmarks_text(
    ours: School, tmp_path: Path, words: int, is_left_out: bool
) -> None:
    item = next(item for item in ours.items if item.id == "hist-5-century-of-999")
    benchmark = tmp_path / "items.jsonl"
    text = " ".join(contamination.folded_words(item.statement)[:8])
    other = "Кадоме аз шаҳрҳои зерин пойтахти кишвари мо ба ҳисоб меравад?"
    benchmark.write_text(json.dumps({"id": "1", "option": text, "question": other}) + "\n", "utf-8")
    one = dataclasses.replace(ours, items=(item,))
    plan = Plan(seed=1, benchmarks=(benchmark,), benchmark_words=words)
    collection.make(one, plan, tmp_path / "made", lambda _done, _total: None)
    report = json.loads((tmp_path / "made/report.json").read_text("utf-8"))
    assert ("benchmark" in report["left_out"]) is is_left_out


def test_what_one_generator_makes_is_all_learnt_or_all_held_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heldout_module, "SHARE", 0.3)
    every = school.load(seed=1, variants=3)
    computed = [item for item in every.items if item.generator][:60]
    assert len({item.generator for item in computed}) < len(computed) / 2
    chosen = School(tuple(computed), every.curriculum, Glossary(()))
    collection.make(chosen, Plan(seed=1), tmp_path / "made", lambda _done, _total: None)
    train, heldout = (read(tmp_path / "made" / name) for name in ("train.jsonl", "heldout.jsonl"))
    generators = [{str(one["id"]).partition(":")[0] for one in part} for part in (train, heldout)]
    assert generators[0] & generators[1] == set()
    assert len(generators[1]) > 1


def subject(one: Dialogue) -> str:
    """The id of the item that a dialogue is about."""
    return one.id.partition("/")[0]


def replies(one: Dialogue) -> list[str]:
    return [turn.text for turn in one.turns if turn.role is Role.ASSISTANT]


def read(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]
