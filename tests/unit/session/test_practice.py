"""What comes next for a learner, and why."""

import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.pack_example import written_item

from soro_tutor import i18n
from soro_tutor.domain.curriculum import Curriculum, Topic
from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.item import Item
from soro_tutor.domain.learner import Learner
from soro_tutor.domain.mastery import Level
from soro_tutor.session import practice, probe, reasons
from soro_tutor.session.help_picture import Week, help_picture
from soro_tutor.session.practice import Plan, PlanKind, Result, Scope
from soro_tutor.session.today import today
from soro_tutor.session.topic_map import Reason, Suggestion, TopicState, new_topics, suggestion, topic_map
from soro_tutor.store import items
from soro_tutor.store.database import Database
from soro_tutor.store.items import PackFile
from soro_tutor.store.learners import add_learner

NOW = datetime(2026, 9, 1, 8, 30, tzinfo=UTC)  # a Tuesday
DAY = timedelta(days=1)
REVIEW, MIXED, PROBE = Plan(PlanKind.REVIEW), Plan(PlanKind.MIXED), Plan(PlanKind.PROBE)

RIGHT = Result(True, 1.0, True, False, False, 0, 9.0, "нютон")
WRONG = replace(RIGHT, is_right=False, score=0.0)


def topic(name: str, *after: str) -> Topic:
    subject, grade, title = name.split(".")
    return Topic(name, Subject(subject), int(grade), {"tg": title, "ru": title, "en": title}, after)


TOPICS = [
    topic("physics.7.mass"),
    topic("physics.7.force", "physics.7.mass"),
    topic("physics.8.heat", "physics.7.force"),
    topic("physics.9.work", "physics.8.heat"),
    topic("law.8.state"),
]
CURRICULUM = Curriculum({taught.id: taught for taught in TOPICS})
MASS, FORCE, HEAT, WORK, STATE = TOPICS


@pytest.fixture
def db() -> Iterator[Database]:
    """A bank of five items a topic, one of each difficulty."""
    with closing(Database.in_memory()) as database:
        stocked = [make(taught, difficulty) for taught in TOPICS for difficulty in range(1, 6)]
        items.replace_pack(database, PackFile("p", 1, 2, "ab", ""), stocked)
        yield database


@pytest.fixture
def learner(db: Database) -> Learner:
    return add_learner(db, "Нигора", 8, NOW)


@pytest.fixture
def chance() -> random.Random:
    return random.Random(1)


def make(taught: Topic, difficulty: int) -> Item:
    return replace(
        written_item(),
        id=f"{taught.id}-{difficulty}",
        subject=taught.subject,
        topic=taught.id,
        grade=taught.grade,
        difficulty=difficulty,
    )


def generator(db: Database, taught: Topic) -> Item:
    """Let the only items of the topic be those of one generator; returns one of them."""
    db.change("DELETE FROM item WHERE topic = ?", (taught.id,))
    db.change(
        """INSERT INTO item (uid, pack, subject, topic, grade, form, difficulty, rating, is_generator, body,
           folded) VALUES ('phy-gen', 'p', ?, ?, 7, 'number', 2, 900, 1, '', '')""",
        (taught.subject, taught.id),
    )
    return replace(make(taught, 2), id="phy-gen:5", generator="phy-gen", seed=5)


def answer(
    db: Database, learner: Learner, taught: Topic, result: Result, now: datetime, times: int = 1
) -> None:
    for number in range(times):
        practice.record(db, learner, make(taught, 1 + number % 5), result, now)


def refused(db: Database, learner: Learner, plan: Plan, now: datetime = NOW) -> bool:
    """Whether there is nothing to practise."""
    with pytest.raises(TutorError) as caught:
        practice.next_uid(db, learner, plan, random.Random(1), now)
    return caught.value.code is ErrorCode.NOTHING_TO_PRACTISE


def draw(db: Database, learner: Learner, plan: Plan, now: datetime = NOW, times: int = 40) -> set[str]:
    return {practice.next_uid(db, learner, plan, random.Random(seed), now) for seed in range(times)}


def test_an_empty_bank_has_nothing_to_practise(learner: Learner, db: Database) -> None:
    db.change("DELETE FROM pack")
    assert all(
        refused(db, learner, plan) for plan in (Plan(PlanKind.TOPIC, None, MASS.id), REVIEW, MIXED, PROBE)
    )
    assert suggestion(db, learner, CURRICULUM, NOW) is None


def test_a_topic_gives_its_own_items_and_not_always_the_same(db: Database, learner: Learner) -> None:
    drawn = draw(db, learner, Plan(PlanKind.TOPIC, Subject.PHYSICS, MASS.id))
    assert len(drawn) > 2
    assert all(uid.startswith(MASS.id) for uid in drawn)


def test_items_of_one_rating_all_have_their_turn(db: Database, learner: Learner) -> None:
    many = [replace(make(MASS, 2), id=f"m{number}") for number in range(300)]
    items.replace_pack(db, PackFile("q", 1, 2, "ab", ""), many)
    assert len(draw(db, learner, Plan(PlanKind.TOPIC, None, MASS.id), times=100)) > 40


def test_items_come_near_three_of_four_right(db: Database, learner: Learner) -> None:
    many = [replace(make(MASS, level), id=f"m{level}-{number}") for level in (1, 5) for number in range(30)]
    items.replace_pack(db, PackFile("q", 1, 2, "ab", ""), many)
    assert all(uid.startswith("m1-") or uid == f"{MASS.id}-1" for uid in
               draw(db, learner, Plan(PlanKind.TOPIC, None, MASS.id)))  # fmt: skip
    db.change("INSERT INTO learner_rating VALUES (?, 'physics', 1600, 50)", (learner.id,))
    assert all(uid.startswith("m5-") or uid == f"{MASS.id}-5" for uid in
               draw(db, learner, Plan(PlanKind.TOPIC, None, MASS.id)))  # fmt: skip


def test_what_was_answered_lately_does_not_come_while_there_is_another(
    db: Database, learner: Learner
) -> None:
    plan = Plan(PlanKind.TOPIC, None, MASS.id)
    for number in (1, 2, 3, 4):
        practice.record(db, learner, make(MASS, number), RIGHT, NOW)
    assert draw(db, learner, plan) == {f"{MASS.id}-5"}
    practice.record(db, learner, make(MASS, 5), RIGHT, NOW)
    assert draw(db, learner, plan) == {f"{MASS.id}-1"}


def test_a_generator_is_named_with_a_fresh_seed_and_its_card_is_one(db: Database, learner: Learner) -> None:
    item = generator(db, MASS)
    drawn = draw(db, learner, Plan(PlanKind.TOPIC, None, MASS.id))
    assert len(drawn) > 30
    assert all(uid.startswith("phy-gen:") and uid.split(":")[1].isdigit() for uid in drawn)
    practice.record(db, learner, item, RIGHT, NOW)
    practice.record(db, learner, replace(item, id="phy-gen:6", seed=6), RIGHT, NOW)
    assert db.rows("SELECT item_uid FROM card") == [{"item_uid": "phy-gen"}]
    assert db.rows("SELECT item_uid, variant FROM attempt ORDER BY id") == [
        {"item_uid": "phy-gen", "variant": "phy-gen:5"},
        {"item_uid": "phy-gen", "variant": "phy-gen:6"},
    ]
    assert draw(db, learner, REVIEW, NOW + 400 * DAY) != {"phy-gen:5"}


def test_a_review_ends_when_nothing_is_due(db: Database, learner: Learner, chance: random.Random) -> None:
    answer(db, learner, MASS, WRONG, NOW, times=3)
    later, seen = NOW + DAY, []
    while not seen or not _is_over(db, learner, later):
        uid = practice.next_uid(db, learner, REVIEW, chance, later)
        seen.append(uid)
        practice.record(db, learner, make(MASS, int(uid[-1])), RIGHT, later)
    assert sorted(seen) == [f"{MASS.id}-{number}" for number in (1, 2, 3)]


def _is_over(db: Database, learner: Learner, now: datetime) -> bool:
    return today(db, learner, CURRICULUM, now).due == 0


def test_the_clock_set_back_a_year_in_the_middle_of_a_review_loses_nothing(
    db: Database, learner: Learner, chance: random.Random
) -> None:
    answer(db, learner, MASS, RIGHT, NOW, times=4)
    later = NOW + DAY
    practice.record(db, learner, make(MASS, 1), RIGHT, later)
    past = later - timedelta(days=365)
    assert refused(db, learner, REVIEW, past)
    practice.record(db, learner, make(MASS, 2), RIGHT, past)
    assert today(db, learner, CURRICULUM, past).answered_today == 1
    assert help_picture(db, learner, past).weeks[-1].alone_total == 1
    assert db.rows("SELECT count(*) AS n FROM attempt") == [{"n": 6}]
    # Back in the present, the review goes on with the cards that were left.
    assert practice.next_uid(db, learner, REVIEW, chance, later) == f"{MASS.id}-3"
    assert today(db, learner, CURRICULUM, later + 30 * DAY).due == 4


def test_a_mixed_set_is_of_what_was_begun(db: Database, learner: Learner) -> None:
    assert {uid.rpartition("-")[0] for uid in draw(db, learner, MIXED)} == {HEAT.id, STATE.id}
    answer(db, learner, MASS, RIGHT, NOW)
    answer(db, learner, WORK, RIGHT, NOW)
    assert {uid.rpartition("-")[0] for uid in draw(db, learner, MIXED)} == {MASS.id, WORK.id}
    assert {uid.rpartition("-")[0] for uid in draw(db, learner, Plan(PlanKind.MIXED, Subject.LAW))} == {
        STATE.id
    }


def test_a_mixed_set_brings_in_new_topics_of_several_subjects(db: Database, learner: Learner) -> None:
    answer(db, learner, MASS, RIGHT, NOW)
    new = new_topics(db, learner, CURRICULUM)
    assert new == [HEAT.id, STATE.id]
    drawn = {
        practice.next_uid(db, learner, MIXED, random.Random(seed), NOW, Scope((), new)) for seed in range(60)
    }
    assert {uid.rpartition("-")[0] for uid in drawn} == {MASS.id, HEAT.id, STATE.id}
    answer(db, learner, HEAT, RIGHT, NOW)
    assert new_topics(db, learner, CURRICULUM, Subject.PHYSICS) == []


def test_one_new_topic_is_drawn_however_many_were_begun(
    db: Database, learner: Learner, chance: random.Random
) -> None:
    for taught in (MASS, FORCE, HEAT, WORK):
        answer(db, learner, taught, RIGHT, NOW)
    db.change("DELETE FROM item WHERE topic = ? AND uid NOT LIKE '%-1'", (STATE.id,))
    scope = Scope((), [STATE.id])
    drawn = {practice.next_uid(db, learner, MIXED, chance, NOW, scope) for _ in range(60)}
    assert f"{STATE.id}-1" in drawn
    assert len({uid.rpartition("-")[0] for uid in drawn}) == 5


def test_a_draw_leaves_out_what_cannot_be_shown(db: Database, learner: Learner) -> None:
    answer(db, learner, MASS, WRONG, NOW, times=2)
    scope = Scope([f"{MASS.id}-1"])
    later = NOW + DAY
    assert practice.next_uid(db, learner, REVIEW, random.Random(1), later) == f"{MASS.id}-1"
    assert practice.next_uid(db, learner, REVIEW, random.Random(1), later, scope) == f"{MASS.id}-2"


def test_an_exercise_is_in_mind_for_a_day(db: Database, learner: Learner) -> None:
    item = make(MASS, 1)
    assert not practice.is_in_mind(db, learner, item, NOW)
    practice.record(db, learner, item, WRONG, NOW)
    assert practice.is_in_mind(db, learner, item, NOW + timedelta(hours=23))
    assert not practice.is_in_mind(db, learner, item, NOW + DAY)
    assert not practice.is_in_mind(db, learner, make(MASS, 2), NOW)
    variant = replace(item, id="phy-gen:5", generator="phy-gen", seed=5)
    practice.record(db, learner, variant, RIGHT, NOW)
    assert practice.is_in_mind(db, learner, variant, NOW)
    assert not practice.is_in_mind(db, learner, replace(variant, id="phy-gen:6", seed=6), NOW)


def test_a_twin_is_another_variant_or_an_unseen_neighbour(
    db: Database, learner: Learner, chance: random.Random
) -> None:
    twin = practice.twin_uid(db, learner, make(MASS, 2), chance)
    assert twin in {f"{MASS.id}-1", f"{MASS.id}-3"}
    answer(db, learner, MASS, RIGHT, NOW, times=4)
    assert practice.twin_uid(db, learner, make(MASS, 2), chance) == f"{MASS.id}-5"
    answer(db, learner, MASS, RIGHT, NOW, times=5)
    answer(db, learner, STATE, RIGHT, NOW, times=20)
    assert practice.twin_uid(db, learner, make(MASS, 2), chance) in {f"{MASS.id}-1", f"{MASS.id}-3"}
    variant = practice.twin_uid(db, learner, generator(db, FORCE), chance)
    assert variant is not None
    assert variant.startswith("phy-gen:")
    assert variant != "phy-gen:5"


def test_where_a_topic_has_one_item_its_twin_is_of_a_near_topic(
    db: Database, learner: Learner, chance: random.Random
) -> None:
    db.change("DELETE FROM item WHERE topic = ? AND uid <> ?", (MASS.id, f"{MASS.id}-2"))
    assert practice.twin_uid(db, learner, make(MASS, 2), chance) == f"{FORCE.id}-2"
    db.change("DELETE FROM item WHERE topic = ?", (FORCE.id,))
    assert practice.twin_uid(db, learner, make(MASS, 2), chance) is None


def test_the_map_says_what_is_known_and_what_may_be_begun(db: Database, learner: Learner) -> None:
    answer(db, learner, HEAT, WRONG, NOW)
    states = topic_map(db, learner, Subject.PHYSICS, CURRICULUM)
    # Heat stands on a topic of a lower grade that was never begun; work stands on heat, which is not known.
    assert [(state.topic, state.level, state.is_ready) for state in states] == [
        (MASS, Level.NEW, True),
        (FORCE, Level.NEW, True),
        (HEAT, Level.LEARNING, True),
        (WORK, Level.NEW, False),
    ]
    assert [state.item_count for state in states] == [5, 5, 5, 5]
    answer(db, learner, HEAT, RIGHT, NOW, times=4)
    state: TopicState = topic_map(db, learner, Subject.PHYSICS, CURRICULUM)[3]
    assert state.is_ready


def test_a_suggestion_goes_from_the_grade_to_what_stands_on_it(db: Database, learner: Learner) -> None:
    assert suggestion(db, learner, CURRICULUM, NOW) == Suggestion(HEAT, Reason.NEW_GRADE)
    answer(db, learner, FORCE, WRONG, NOW)
    assert suggestion(db, learner, CURRICULUM, NOW) == Suggestion(FORCE, Reason.WEAK)
    answer(db, learner, FORCE, RIGHT, NOW, times=4)
    assert suggestion(db, learner, CURRICULUM, NOW) == Suggestion(HEAT, Reason.NEXT_AFTER, FORCE)
    answer(db, learner, HEAT, WRONG, NOW, times=3)
    answer(db, learner, FORCE, WRONG, NOW, times=4)
    assert suggestion(db, learner, CURRICULUM, NOW) == Suggestion(MASS, Reason.PREREQUISITE, FORCE)
    assert suggestion(db, learner, CURRICULUM, NOW, Subject.LAW) == Suggestion(STATE, Reason.NEW_GRADE)


def test_review_comes_first_where_it_piles_up(db: Database, learner: Learner) -> None:
    answer(db, learner, MASS, RIGHT, NOW, times=5)
    found = suggestion(db, learner, CURRICULUM, NOW + 30 * DAY)
    assert found == Suggestion(MASS, Reason.DUE)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_a_sentence_with_the_titles(reason: Reason) -> None:
    other = MASS if reason in {Reason.PREREQUISITE, Reason.NEXT_AFTER} else None
    i18n.use("tg")
    text = reasons.words(Suggestion(FORCE, reason, other), "tg")
    assert "force" in text
    assert other is None or "mass" in text
    assert "{" not in text


def test_today_counts_what_is_due_by_subject(db: Database, learner: Learner) -> None:
    answer(db, learner, MASS, WRONG, NOW, times=2)
    answer(db, learner, STATE, WRONG, NOW)
    day = today(db, learner, CURRICULUM, NOW + timedelta(hours=1))
    assert (day.due, day.by_subject, day.answered_today) == (3, {Subject.PHYSICS: 2, Subject.LAW: 1}, 3)
    assert not day.is_probe_due
    assert today(db, learner, CURRICULUM, NOW + DAY).answered_today == 0


def practise_three(db: Database, learner: Learner, now: datetime) -> None:
    for taught in (MASS, FORCE, STATE):
        answer(db, learner, taught, RIGHT, now)


def test_a_probe_waits_for_a_week_and_three_topics_begun_three_days_ago(
    db: Database, learner: Learner
) -> None:
    answer(db, learner, MASS, RIGHT, NOW)
    answer(db, learner, FORCE, RIGHT, NOW)
    answer(db, learner, STATE, RIGHT, NOW + 5 * DAY)
    assert not probe.is_due(db, learner, NOW + 7 * DAY)
    assert refused(db, learner, PROBE, NOW + 7 * DAY)
    assert probe.is_due(db, learner, NOW + 8 * DAY)


def test_daily_practice_puts_no_probe_off(db: Database, learner: Learner) -> None:
    for day in range(8):
        practise_three(db, learner, NOW + day * DAY)
    assert not probe.is_due(db, learner, NOW + 6 * DAY)
    assert probe.is_due(db, learner, NOW + 7 * DAY)


def test_a_probe_has_six_items_goes_on_after_a_pause_and_comes_back_in_a_week(
    db: Database, learner: Learner, chance: random.Random
) -> None:
    practise_three(db, learner, NOW)
    asked, time = [], NOW + 7 * DAY
    while probe.is_due(db, learner, time):
        uid = practice.next_uid(db, learner, PROBE, chance, time)
        name, _, number = uid.rpartition("-")
        practice.record(
            db, learner, make(CURRICULUM.topics[name], int(number)), replace(RIGHT, is_probe=True), time
        )
        asked.append(uid)
        time += timedelta(hours=1)
    assert len(set(asked)) == len(asked) == PROBE.total == 6
    assert len({uid.rpartition("-")[0] for uid in asked}) == 3
    assert refused(db, learner, PROBE, time)
    assert not probe.is_due(db, learner, NOW + 13 * DAY)
    assert probe.is_due(db, learner, NOW + 14 * DAY)
    assert probe.is_due(db, learner, time - timedelta(days=365)) is False  # nothing was begun by that clock


def test_an_item_that_cannot_be_shown_holds_no_probe_up(
    db: Database, learner: Learner, chance: random.Random
) -> None:
    practise_three(db, learner, NOW)
    day = NOW + 7 * DAY
    first = practice.next_uid(db, learner, PROBE, chance, day)
    others = {practice.next_uid(db, learner, PROBE, chance, day, Scope([first])) for _ in range(9)}
    assert len(others) == 5
    assert first not in others
    assert first not in {practice.next_uid(db, learner, PROBE, chance, day) for _ in range(9)}
    db.change("DELETE FROM item")
    assert refused(db, learner, PROBE, day)


def test_the_picture_tells_help_from_alone_by_weeks(db: Database, learner: Learner) -> None:
    helped = replace(RIGHT, is_first=False, is_assisted=True)
    answer(db, learner, MASS, WRONG, NOW - 7 * DAY)
    answer(db, learner, MASS, helped, NOW - 7 * DAY)
    answer(db, learner, MASS, RIGHT, NOW, times=2)
    answer(db, learner, MASS, RIGHT, NOW - 400 * DAY)
    weeks = help_picture(db, learner, NOW).weeks
    assert len(weeks) == 12
    assert weeks[-2:] == (Week(date(2026, 8, 24), 1, 1, 0, 1), Week(date(2026, 8, 31), 0, 0, 2, 2))
    assert all(week.alone_total + week.assisted_total == 0 for week in weeks[:-2])
