"""What a conversation may take of the context: which of the oldest turns leave."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """A context of `context` tokens of which `reserve` are kept for the answer."""

    context: int
    reserve: int

    @property
    def limit(self) -> int:
        """How many tokens a prompt may have."""
        return self.context - self.reserve

    @property
    def quantum(self) -> int:
        """Turns leave by this many tokens at a time.

        Every turn that leaves moves all later ones to new places, and the whole conversation has to be read
        again. A quarter of the context at once buys several questions for which nothing moves.
        """
        return max(1, self.context // 4)


def budget_for(context: int, max_tokens: int) -> Budget:
    """The budget for an answer of up to `max_tokens`, but at most a quarter of the context."""
    return Budget(context, min(max_tokens, context // 4))


def turns_to_drop(history: Sequence[int], fixed: int, budget: Budget) -> int:
    """How many of the oldest turns leave.

    `history` holds the tokens of each turn between the system prompt and the last question, oldest first and
    question by answer; `fixed` is what always stays. The result depends on the conversation alone, not on
    what was dropped before, and is even, so that no answer stays without its question.
    """
    excess = sum(history) + fixed - budget.limit
    if excess <= 0:
        return 0
    target = -(-excess // budget.quantum) * budget.quantum
    dropped = 0
    for place in range(0, len(history), 2):
        dropped += sum(history[place : place + 2])
        if dropped >= target:
            return min(place + 2, len(history))
    return len(history)
