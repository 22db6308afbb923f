"""A lesson as it happens: one item after another, graded by code, worded by the model where there is one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from soro_tutor.domain import lesson
from soro_tutor.domain.answer import answer_words
from soro_tutor.domain.curriculum import Curriculum, Topic
from soro_tutor.domain.errors import TutorError
from soro_tutor.domain.grading import Answer
from soro_tutor.domain.item import Derivation
from soro_tutor.domain.leak import secrets_of
from soro_tutor.domain.lesson import Effort, Stage
from soro_tutor.domain.working import Working, check_lines
from soro_tutor.session import events, steps, verdicts
from soro_tutor.session.events import Picture, SessionEvent
from soro_tutor.session.lane import Lane
from soro_tutor.session.practice import Plan
from soro_tutor.session.prompt import Case
from soro_tutor.session.sitting import Reply, ReplyKind, Sitting, shown_order
from soro_tutor.session.steps import Means, Taken
from soro_tutor.session.tutor import Tutor
from soro_tutor.session.wording import Told, Wording
from soro_tutor.store.database import Database

T = TypeVar("T")


class Lesson:
    """One learner's lessons.

    Lives in the caller's thread and never blocks: grading and storing are jobs of the lane, the model's words
    come through the tutor's engine, and everything that happens is told to `listener`. While a job is under
    way, other wishes are left aside.
    """

    def __init__(
        self,
        tutor: Tutor,
        lane: Lane,
        means: Means,
        curriculum: Curriculum,
        listener: Callable[[SessionEvent], None],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._tutor = tutor
        self._lane = lane
        self._means = means
        self._curriculum = curriculum
        self._tell = listener
        self._clock = clock
        self._sitting: Sitting | None = None
        self._is_busy = False
        self._visit = 0  # grows when the lesson is left: what was under way then is not told
        self._wording: Wording | None = None
        self.words_wanted = "taught"  # one of settings.LESSON_WORDS

    @property
    def picture(self) -> Picture | None:
        """All that the screen shows, None where no lesson is open."""
        at = self._sitting
        if at is None:
            return None
        topic = self._curriculum.topics.get(at.item.topic)
        return Picture(
            plan=at.plan,
            item=at.item,
            effort=at.effort,
            topic_titles=topic.titles if topic else {},
            replies=at.replies,
            answer=at.answer,
            order=shown_order(at.item),
            number=at.number,
            total=at.total,
            is_twin=at.is_twin,
            has_twin=bool(at.twin) and not at.is_twin,
            is_busy=self._is_busy,
        )

    def start(self, plan: Plan) -> None:
        """Begin with a plan's first item; it takes the place of a lesson that was kept."""
        self.leave()
        self._step(lambda db: steps.begin(db, self._means, plan, self._clock()))

    def resume(self) -> None:
        """Go on with the lesson that was left; LessonRefused is told where there is none."""
        self.leave()
        self._step(lambda db: steps.resume(db, self._means))

    def find_kept(self, then: Callable[[Topic | None], None]) -> None:
        """Give `then` the topic of the lesson that was left, None where there is none to go on with."""

        def found(kept: Sitting | None) -> None:
            then(self._curriculum.topics.get(kept.item.topic) if kept else None)

        self._lane.run(lambda db: steps.kept(db, self._means), found)

    def leave(self) -> None:
        """Leave the lesson; it is kept as it stands, and may be resumed."""
        self.stop_words()
        self._visit += 1
        self._is_busy = False
        self._sitting = None

    def drop(self) -> None:
        """Leave the lesson and keep nothing more of it: the database it belongs to is about to change."""
        self._sitting = None  # what the model still writes is nobody's
        self.leave()

    # What may be done now

    def may_hint(self) -> bool:
        """Whether the next hint is open."""
        return self._effort_allows(lesson.may_hint)

    def may_show_solution(self) -> bool:
        """Whether the attempts are spent, so that the solution may be asked for."""
        return self._effort_allows(lesson.may_show_solution)

    def hint_wait(self) -> float | None:
        """Seconds until a hint or the solution opens by itself; None where it never does."""
        at = self._sitting
        wait = lesson.hint_wait(at.effort, self._clock()) if at else None
        return None if wait is None else wait.total_seconds()

    # What the learner does

    def submit(self, answer: Answer) -> None:
        """Have an answer graded."""
        at = self._at_rest()
        if at is not None and at.effort.stage is Stage.ATTEMPT:
            self._run(lambda db: steps.answer(db, self._means, at, answer, self._clock()), self._on_answered)

    def hint(self) -> None:
        """Give the next hint, where it is open."""
        at = self._at_rest()
        if at is not None and self.may_hint():
            self._worded_step(lambda db: steps.hint(db, self._means, at, self._clock()), "hint")

    def show_solution(self) -> None:
        """Show the solution, where the attempts are spent."""
        at = self._at_rest()
        if at is not None and self.may_show_solution():
            self._step(lambda db: steps.show_solution(db, self._means, at, self._clock()))

    def explain(self, words: str) -> None:
        """Take in what the learner says in own words; nothing leaves it out."""
        at = self._at_rest()
        if at is not None and at.effort.stage is Stage.EXPLAIN:
            state = "comment" if words.strip() else ""
            self._worded_step(
                lambda db: steps.explain(db, self._means, at, words, self._clock()), state, words
            )

    def explain_answer(self) -> None:
        """Explain the answer of an item that is no longer being tried."""
        at = self._at_rest()
        if at is not None and at.effort.stage is not Stage.ATTEMPT and not at.has(ReplyKind.EXPLANATION):
            self._worded_step(
                lambda db: steps.explain_answer(db, self._means, at, self._clock()), "explanation"
            )

    def next(self) -> None:
        """Go on to the twin or the next item; LessonFinished is told at the plan's end."""
        at = self._at_rest()
        if at is None or at.effort.stage is Stage.ATTEMPT:
            return

        def followed(after: Sitting | None) -> None:
            if after is None:
                self._sitting = None
                self._tell(events.LessonFinished(at.plan, at.right, at.number))
            else:
                self._show(after)

        self._run(lambda db: steps.follow(db, self._means, at, self._clock()), followed)

    def check_work(self, text: str, then: Callable[[Working], None]) -> None:
        """Compare each line of a learner's work with the one before; `then` is given what was found.

        The first is compared with what an open derivation begins with. A failure is told by LessonRefused.
        """
        algebra, at = self._means.algebra, self._sitting
        response = at.item.response if at else None
        given = response.start if isinstance(response, Derivation) else ""
        self._lane.run(
            lambda _db: check_lines(text.splitlines(), algebra, given),
            then,
            lambda error: self._tell(events.LessonRefused(error)),
        )

    def stop_words(self) -> None:
        """Stop what the model is writing; what has come stays."""
        if self._wording is not None:
            self._wording.stop()

    # Steps and their results

    def _at_rest(self) -> Sitting | None:
        """Where the learner stands once the model is silent; None while a step is under way."""
        if self._is_busy:
            return None
        self.stop_words()
        return self._sitting

    def _effort_allows(self, rule: Callable[[Effort, datetime], bool]) -> bool:
        at = self._sitting
        return at is not None and not self._is_busy and rule(at.effort, self._clock())

    def _step(self, job: Callable[[Database], Sitting]) -> None:
        self._run(job, self._show)

    def _worded_step(self, job: Callable[[Database], Sitting], state: str, words: str = "") -> None:
        """A step whose last reply the model words too; `state` is '' where there is nothing to word."""

        def done(after: Sitting) -> None:
            self._show(after)
            if state:
                self._word(self._case(state, after, words=words))

        self._run(job, done)

    def _on_answered(self, taken: Taken) -> None:
        self._show(taken.sitting)
        kind = verdicts.kind_of(taken.verdict)
        if taken.sitting.effort.stage is Stage.ATTEMPT and kind in {ReplyKind.WRONG, ReplyKind.PARTLY}:
            self._word(self._case(kind.value, taken.sitting, misconception=taken.verdict.misconception))

    def _run(self, job: Callable[[Database], T], done: Callable[[T], None]) -> None:
        if self._is_busy:
            return
        self._is_busy, visit = True, self._visit
        self._tell_picture()

        def finished(result: T) -> None:
            if visit == self._visit:
                self._is_busy = False
                done(result)

        def failed(error: TutorError) -> None:
            if visit == self._visit:
                self._is_busy = False
                self._tell_picture()
                self._tell(events.LessonRefused(error))

        self._lane.run(job, finished, failed)

    def _show(self, after: Sitting) -> None:
        self._sitting = after
        self._tell_picture()

    def _tell_picture(self) -> None:
        picture = self.picture
        if picture is not None:
            self._tell(events.LessonChanged(picture))

    # The model's words

    def _case(self, state: str, at: Sitting, misconception: str = "", words: str = "") -> Case:
        return Case(
            state=state,
            item=at.item,
            grade=self._means.learner.grade,
            is_secret=at.effort.is_answer_secret,
            answer=answer_words(at.item, at.answer),
            misconception=misconception,
            hint=at.replies[-1].text if state == "hint" else "",
            words=words,
            right=at.topic_right,
            total=at.topic_total,
        )

    def _word(self, case: Case) -> None:
        """Have the model word the last reply; where none is ready, the curated text stands alone."""
        at = self._sitting
        if at is None or not self._may_word():
            return
        reply_id = at.replies[-1].id
        secrets = secrets_of(case.item) if case.is_secret else None
        told = Told(
            lambda text: self._change_reply(reply_id, lambda reply: replace(reply, words=reply.words + text)),
            lambda: self._on_worded(reply_id),
        )
        self._wording = Wording(self._tutor, case, secrets, told)
        self._change_reply(reply_id, lambda reply: replace(reply, is_writing=True))
        self._tell_picture()
        self._wording.begin()

    def _may_word(self) -> bool:
        """Whether a model is there that may speak in lessons: a base model's words help nobody."""
        card = self._tutor.card
        if card is None or self.words_wanted == "never":
            return False
        return self.words_wanted == "always" or not card.is_base

    def _change_reply(self, reply_id: int, change: Callable[[Reply], Reply]) -> None:
        at = self._sitting
        if at is None:
            return
        before = next(reply for reply in at.replies if reply.id == reply_id)
        after = change(before)
        self._sitting = at.with_reply(after)
        if after.words != before.words:
            self._tell(events.LessonWords(reply_id, after.words[len(before.words) :]))

    def _on_worded(self, reply_id: int) -> None:
        self._wording = None
        self._change_reply(reply_id, lambda reply: replace(reply, is_writing=False))
        self._tell_picture()
        at = self._sitting
        if at is not None:
            self._lane.run(
                lambda db: steps.keep(db, self._means, at, self._clock()),
                None,
                lambda error: self._tell(events.NotSaved(error)),
            )
