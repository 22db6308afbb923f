"""A learner before one item: what was said so far, as a value that is stored after every step."""

import json
import random
from collections.abc import Collection
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.grading import Answer
from soro_tutor.domain.item import Choice, Item, Matching, Order, Several
from soro_tutor.domain.lesson import Effort, Stage
from soro_tutor.session.practice import Plan, PlanKind

SHUFFLES = 100  # until an order that gives nothing away; two parts have none


class ReplyKind(StrEnum):
    """What one reply in a lesson is."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    UNREADABLE = "unreadable"
    HINT = "hint"
    SOLUTION = "solution"
    SAY_IT = "say_it"  # the invitation to say it in one's own words
    LEARNER = "learner"  # the learner's own words
    COMMENT = "comment"
    EXPLANATION = "explanation"


@dataclass(frozen=True, slots=True)
class Reply:
    """One thing said under an item. `text` is curated and always there; `words` is the model's, under it.

    Both are Markdown.
    """

    id: int
    kind: ReplyKind
    text: str
    words: str = ""
    is_writing: bool = False


@dataclass(frozen=True, slots=True)
class Sitting:
    """Where a learner stands in a plan: the item, the effort, the replies.

    `number` counts the items of this sitting from 1, `total` is 0 where it is open-ended; `right` counts
    those that were right at the first attempt. `twin` is the id of the item that follows a solution, ''
    for none. Of the item's topic, `topic_right` of `topic_total` first attempts were right before it.
    """

    plan: Plan
    item: Item
    effort: Effort
    number: int = 1
    total: int = 0
    right: int = 0
    is_twin: bool = False
    twin: str = ""
    replies: tuple[Reply, ...] = ()
    answer: Answer = field(default_factory=Answer)
    topic_right: int = 0
    topic_total: int = 0

    def said(self, kind: ReplyKind, text: str) -> "Sitting":
        """With one more reply."""
        return replace(self, replies=(*self.replies, Reply(len(self.replies) + 1, kind, text)))

    def with_reply(self, reply: Reply) -> "Sitting":
        """With `reply` in the place of the one of its id."""
        replies = tuple(reply if old.id == reply.id else old for old in self.replies)
        return replace(self, replies=replies)

    def has(self, kind: ReplyKind) -> bool:
        """Whether something of this kind was said."""
        return any(reply.kind is kind for reply in self.replies)


def as_text(sitting: Sitting) -> str:
    """The sitting as JSON, without its item, which is found again by its id."""
    fields = asdict(replace(sitting, item=None))  # type: ignore[arg-type]  # the item is not written
    del fields["item"]
    fields["effort"]["since"] = sitting.effort.since.isoformat()
    return json.dumps(fields, ensure_ascii=False)


def from_text(text: str, item: Item) -> Sitting:
    """The sitting that as_text wrote. Raises ValueError, KeyError or TypeError for any other text."""
    fields: dict[str, Any] = json.loads(text)
    plan, effort, answer = fields.pop("plan"), fields.pop("effort"), fields.pop("answer")
    subject = Subject(plan.pop("subject")) if plan["subject"] else None
    since, stage = datetime.fromisoformat(effort.pop("since")), Stage(effort.pop("stage"))
    replies = [
        Reply(**{**reply, "kind": ReplyKind(reply["kind"]), "is_writing": False})
        for reply in fields.pop("replies")
    ]
    return Sitting(
        item=item,
        plan=Plan(PlanKind(plan["kind"]), subject, plan["topic"]),
        effort=Effort(since=since, stage=stage, **effort),
        replies=tuple(replies),
        answer=Answer(answer["text"], tuple(answer["chosen"]), tuple(answer["texts"])),
        **fields,
    )


def shown_order(item: Item) -> tuple[int, ...]:
    """In which order the parts of an order, or the right side of a matching, are shown.

    The same item is always shown alike. An order stands neither right nor backwards (but for two parts, where
    there is nothing else), and the right side of a matching not as it belongs.
    """
    match item.response:
        case Order(parts=parts):
            right_way = tuple(range(len(parts)))
            return _mixed(len(parts), item.id, {right_way, right_way[::-1]})
        case Matching(right=right, pairs=pairs):
            return _mixed(len(right), item.id, {pairs})
        case Choice(options=options) | Several(options=options):
            return tuple(range(len(options)))
        case _:
            return ()


def _mixed(count: int, seed: str, unwanted: Collection[tuple[int, ...]]) -> tuple[int, ...]:
    """0 … count-1 shuffled, the same for the same seed, and not begun like one that is unwanted."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    places = list(range(count))
    for _ in range(SHUFFLES):
        chance.shuffle(places)
        if all(tuple(places[: len(one)]) != one for one in unwanted):
            break
    return tuple(places)
