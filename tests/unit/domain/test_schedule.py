"""When an item is seen again, also where the clock is wrong."""

from datetime import UTC, datetime, timedelta, timezone

from fsrs import Card, Scheduler

from soro_tutor.domain import schedule

NOW = datetime(2026, 9, 1, 8, 30, tzinfo=UTC)
YEAR = timedelta(days=365)


def learnt() -> schedule.Review:
    """A card that was answered rightly twice, the second time when it was due."""
    first = schedule.review("", True, NOW)
    return schedule.review(first.card, True, first.due)


def test_dates_are_those_of_fsrs_with_its_defaults() -> None:
    defaults = Scheduler()
    assert learnt().due - NOW > timedelta(days=1)
    assert schedule.review("", False, NOW).due == NOW + defaults.learning_steps[0]
    assert schedule.review("", True, NOW).due == NOW + defaults.learning_steps[1]


def test_the_same_answers_lead_to_the_same_dates() -> None:
    assert len({learnt() for _ in range(20)}) == 1


def test_who_knows_it_waits_longer_than_who_does_not() -> None:
    card = learnt()
    assert schedule.review(card.card, True, card.due).due > schedule.review(card.card, False, card.due).due


def test_a_clock_set_back_a_year_moves_no_date_by_a_year() -> None:
    card = learnt()
    last = Card.from_json(card.card).last_review
    assert last is not None
    for is_right in (True, False):
        after = schedule.review(card.card, is_right, NOW - YEAR)
        assert after == schedule.review(card.card, is_right, last)
        assert last < after.due < last + timedelta(days=60)


def test_a_review_goes_on_after_the_clock_is_set_right_again() -> None:
    card = schedule.review(learnt().card, True, NOW - YEAR)
    after = schedule.review(card.card, True, card.due)
    assert after.due > card.due


def test_a_time_in_another_zone_is_the_same_time() -> None:
    dushanbe = timezone(timedelta(hours=5))
    assert schedule.review("", True, NOW.astimezone(dushanbe)) == schedule.review("", True, NOW)
