"""The database jobs of a lesson: each takes one step, stores it whole, and returns where one stands then."""

from dataclasses import dataclass, replace
from datetime import datetime

from soro_tutor.domain import lesson
from soro_tutor.domain.algebra import Algebra
from soro_tutor.domain.answer import answer_words
from soro_tutor.domain.chance import Chance
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.grading import Answer, Verdict, grade
from soro_tutor.domain.item import Derivation, Item
from soro_tutor.domain.learner import Learner
from soro_tutor.domain.lesson import Effort, Stage
from soro_tutor.domain.slip import Slip
from soro_tutor.session import practice, sitting, slips, topic_map, verdicts
from soro_tutor.session.bank import Bank
from soro_tutor.session.practice import Plan, PlanKind, Result, Scope
from soro_tutor.session.sitting import ReplyKind, Sitting
from soro_tutor.store import lessons, progress
from soro_tutor.store.database import Database
from soro_tutor.store.lessons import KeptLesson

DRAWS = 10  # items that are tried, each another, where one after the other cannot be shown

_CANNOT_BE_SHOWN = {ErrorCode.GENERATOR_FAILED, ErrorCode.ITEM_MISSING}
_NOTHING_FOLLOWS = _CANNOT_BE_SHOWN | {ErrorCode.NOTHING_TO_PRACTISE}


@dataclass(frozen=True, slots=True)
class Means:
    """What the steps of one learner's lessons work with."""

    learner: Learner
    bank: Bank
    algebra: Algebra
    chance: Chance


@dataclass(frozen=True, slots=True)
class Taken:
    """Where the learner stands after an answer, and what was found of it."""

    sitting: Sitting
    verdict: Verdict


def begin(db: Database, means: Means, plan: Plan, now: datetime) -> Sitting:
    """The first item of a plan. Raises TutorError NOTHING_TO_PRACTISE, GENERATOR_FAILED or ITEM_MISSING."""
    first = _drawn(db, means, plan, now)
    opened = Sitting(plan, first, Effort(now, is_alone=plan.is_alone), total=plan.total)
    return _opened(db, means, opened, now)


def resume(db: Database, means: Means) -> Sitting:
    """The lesson that was left, as it was. Raises TutorError NOTHING_TO_PRACTISE where there is none."""
    found = kept(db, means)
    if found is None:
        raise TutorError(ErrorCode.NOTHING_TO_PRACTISE)
    return found


def kept(db: Database, means: Means) -> Sitting | None:
    """The lesson that was left, as it was; None where there is none, or it can no longer be read."""
    found = lessons.kept(db, means.learner.id)
    if found is None:
        return None
    try:
        return sitting.from_text(found.state, means.bank.item(db, found.item))
    except (ValueError, KeyError, TypeError, TutorError):  # an older program's, or its item is gone
        lessons.forget(db, means.learner.id)
        return None


def answer(db: Database, means: Means, before: Sitting, given: Answer, now: datetime) -> Taken:
    """Grade an answer and keep what follows from it.

    Raises TutorError ANSWER_EMPTY, ANSWER_TOO_LONG or ALGEBRA_TOO_SLOW; then nothing was counted.
    """
    verdict = _graded(before.item, given, means.algebra)
    effort = before.effort
    if verdict.is_readable:
        effort = lesson.attempted(effort, verdict.is_right)
    is_over = effort.stage is not Stage.ATTEMPT
    after = replace(before, effort=effort, answer=given)
    after = after.said(verdicts.kind_of(verdict), verdicts.verdict_text(verdict, is_over))
    if effort.is_solution_shown:
        after = after.said(ReplyKind.SOLUTION, verdicts.solution_text(before.item.solution))
    if effort.stage is Stage.EXPLAIN:
        after = _asked_to_explain(db, means, after)
    with db.transaction():
        if verdict.is_readable:
            after = _recorded(db, means, before, after, verdict, now)
        return Taken(_kept(db, means, after, now), verdict)


def hint(db: Database, means: Means, before: Sitting, now: datetime) -> Sitting:
    """Give the next hint. Raises ValueError where it is not open."""
    effort = lesson.hinted(before.effort, now)
    after = replace(before, effort=effort).said(ReplyKind.HINT, before.item.hints[before.effort.hints])
    return _kept(db, means, after, now)


def show_solution(db: Database, means: Means, before: Sitting, now: datetime) -> Sitting:
    """Show the solution. Raises ValueError where the attempts are not spent.

    Whoever never tried did not know it: that is what is remembered.
    """
    after = replace(before, effort=lesson.shown(before.effort, now))
    after = after.said(ReplyKind.SOLUTION, verdicts.solution_text(before.item.solution))
    after = _asked_to_explain(db, means, after)
    with db.transaction():
        if before.effort.attempts == 0:
            after = _recorded(db, means, before, after, Verdict(is_right=False, score=0.0), now)
        return _kept(db, means, after, now)


def explain(db: Database, means: Means, before: Sitting, words: str, now: datetime) -> Sitting:
    """Take in what the learner said in own words; empty words leave it out."""
    after = replace(before, effort=lesson.explained(before.effort))
    if words.strip():
        after = after.said(ReplyKind.LEARNER, words)
        after = after.said(ReplyKind.COMMENT, verdicts.comment_text(before.item.hints[1]))
    return _kept(db, means, after, now)


def explain_answer(db: Database, means: Means, before: Sitting, now: datetime) -> Sitting:
    """Explain the answer of an item that is done: its solution, unless it stands there already."""
    is_shown = before.has(ReplyKind.SOLUTION)
    text = verdicts.look_above_text() if is_shown else verdicts.solution_text(before.item.solution)
    return _kept(db, means, before.said(ReplyKind.EXPLANATION, text), now)


def follow(db: Database, means: Means, before: Sitting, now: datetime) -> Sitting | None:
    """The twin of an item that came with help, else the plan's next item; None at the plan's end.

    A twin that cannot be shown (any more) is left out.
    """
    twin = None if before.is_twin else _twin(db, means, before)
    if twin is not None:
        after = replace(
            before, item=twin, effort=Effort(now, is_alone=True), is_twin=True, replies=(), answer=Answer()
        )
        return _opened(db, means, after, now)
    following = _following(db, means, before, now)
    if following is None:
        lessons.forget(db, means.learner.id)
        return None
    after = Sitting(
        before.plan,
        following,
        Effort(now, is_alone=before.plan.is_alone),
        number=before.number + 1,
        total=before.total,
        right=before.right,
    )
    return _opened(db, means, after, now)


def keep(db: Database, means: Means, current: Sitting, now: datetime) -> None:
    """Keep the model's words too."""
    _kept(db, means, current, now)


def _graded(item: Item, given: Answer, algebra: Algebra) -> Verdict:
    """The verdict; a slip in a derivation, which grading knows by its code, in words."""
    verdict = grade(item, given, algebra)
    if isinstance(item.response, Derivation) and verdict.misconception:
        return replace(verdict, misconception=slips.words(Slip(verdict.misconception)))
    return verdict


def _following(db: Database, means: Means, before: Sitting, now: datetime) -> Item | None:
    if before.total and before.number >= before.total:
        return None
    try:
        return _drawn(db, means, before.plan, now)
    except TutorError as error:
        if error.code in _NOTHING_FOLLOWS:
            return None
        raise


def _drawn(db: Database, means: Means, plan: Plan, now: datetime) -> Item:
    """The next item of a plan; those that cannot be shown are passed over, as far as there are others."""
    new_topics = _new_topics(db, means, plan)
    without: list[str] = []
    failure: TutorError | None = None
    for _ in range(DRAWS):
        try:
            scope = Scope(without, new_topics)
            uid = practice.next_uid(db, means.learner, plan, means.chance, now, scope)
        except TutorError as error:
            raise failure or error from None
        try:
            return means.bank.item(db, uid)
        except TutorError as error:
            if error.code not in _CANNOT_BE_SHOWN:
                raise
            failure = error
            without.append(uid.partition(":")[0])
    raise failure or TutorError(ErrorCode.NOTHING_TO_PRACTISE)


def _new_topics(db: Database, means: Means, plan: Plan) -> list[str]:
    """The topics that a mixed set may begin."""
    if plan.kind is not PlanKind.MIXED:
        return []
    return topic_map.new_topics(db, means.learner, means.bank.curriculum, plan.subject)


def _twin(db: Database, means: Means, before: Sitting) -> Item | None:
    if not before.twin:
        return None
    try:
        return means.bank.item(db, before.twin)
    except TutorError as error:
        if error.code in _CANNOT_BE_SHOWN:
            return None
        raise


def _asked_to_explain(db: Database, means: Means, after: Sitting) -> Sitting:
    """With the invitation to say it in own words, and the twin that will follow, or that none will."""
    twin = practice.twin_uid(db, means.learner, after.item, means.chance) or ""
    text = verdicts.say_it_text() + ("" if twin else f"\n\n{verdicts.no_twin_text()}")
    return replace(after, twin=twin).said(ReplyKind.SAY_IT, text)


def _recorded(
    db: Database, means: Means, before: Sitting, after: Sitting, verdict: Verdict, now: datetime
) -> Sitting:
    effort = before.effort
    is_first = effort.attempts == 0
    is_repeat = is_first and practice.is_in_mind(db, means.learner, before.item, now)
    result = Result(
        is_right=verdict.is_right,
        score=verdict.score,
        is_first=is_first and not is_repeat,
        is_assisted=effort.is_assisted,
        is_probe=before.plan.is_alone,
        hints=effort.hints,
        seconds=max((now - effort.since).total_seconds(), 0.0),
        answer=answer_words(before.item, after.answer),
        is_repeat=is_repeat,
    )
    practice.record(db, means.learner, before.item, result, now)
    counts = is_first and not effort.is_assisted and verdict.is_right and not before.is_twin
    return replace(after, right=after.right + counts)


def _opened(db: Database, means: Means, current: Sitting, now: datetime) -> Sitting:
    """Kept at its first sight, with what is known of the topic till then."""
    known = progress.masteries(db, means.learner.id, current.item.subject).get(current.item.topic)
    if known is not None:
        current = replace(current, topic_right=known.right, topic_total=known.attempts)
    else:
        current = replace(current, topic_right=0, topic_total=0)
    return _kept(db, means, current, now)


def _kept(db: Database, means: Means, current: Sitting, now: datetime) -> Sitting:
    lessons.keep(db, means.learner.id, KeptLesson(current.item.id, sitting.as_text(current)), now)
    return current
