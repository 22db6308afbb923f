"""Dialogues as tokens, in the form in which the application writes them; only the tutor is learnt from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from soro_training.checkpoint import Checkpoint
from soro_training.packing import Text
from soro_training.pieces import Kind
from soro_tutor.domain.dialogue import Role, Turn
from soro_tutor.engine.loading import GEMMA_END
from soro_tutor.engine.messages import Frame
from soro_tutor.engine.template import GEMMA, Marker, TemplateWriter


class Encoder:
    """Makes tokens of texts and of dialogues; what looks like a control token in them stays plain text."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self._tokenizer: Any = checkpoint.tokenizer
        self._bos: int = checkpoint.tokenizer.bos_token_id
        self._marker = Marker([piece.text for piece in checkpoint.pieces if piece.kind is Kind.CONTROL])
        self._writer = TemplateWriter(GEMMA, checkpoint.tokenizer.bos_token, GEMMA_END, path="")
        self._end: int = checkpoint.tokenizer.convert_tokens_to_ids(GEMMA_END)

    def documents(self, texts: Sequence[str]) -> list[Text]:
        """Documents as they are read in pretraining, each behind its <bos>; all of it is learnt."""
        fragments = [self._marker.fragments(self._marker.marked(text)) for text in texts]
        ids = iter(self._ids([one for some in fragments for one in some]))
        found = []
        for text, some in zip(texts, fragments, strict=True):
            tokens = [self._bos, *(token for _ in some for token in next(ids))]
            found.append(Text(tokens, [True] * len(tokens), len(text.encode())))
        return found

    def dialogue(self, messages: Sequence[Mapping[str, str]]) -> Text:
        """A dialogue; of it the tutor's words and the <end_of_turn> behind each are learnt.

        Each turn of the tutor is cut off where the application's prompt ends, so that the tokens are those
        that a model sees and writes there.
        """
        ids: list[int] = []
        is_learnt: list[bool] = []
        size = 0
        for text, is_spoken in self._segments(turns(messages)):
            fragments = self._ids(self._marker.fragments(text))
            tokens = [token for some in fragments for token in some]
            learnt = tokens.index(self._end) + 1 if is_spoken else 0
            ids += tokens
            is_learnt += [True] * learnt + [False] * (len(tokens) - learnt)
            if is_spoken:
                size += len("".join(self._marker.fragments(text)).partition(GEMMA_END)[0].encode())
        return Text(ids, is_learnt, size)

    def written(self, messages: Sequence[Mapping[str, str]]) -> str:
        """The dialogue as the application writes it."""
        return self._writer.write(turns(messages), Frame(), is_asking=False)

    def _segments(self, said: Sequence[Turn]) -> Iterator[tuple[str, bool]]:
        """The written dialogue in pieces, marked, each with whether it is what the tutor says."""
        marked = [replace(turn, text=self._marker.marked(turn.text)) for turn in said]
        done = 0
        for at, turn in enumerate(marked):
            if turn.role is not Role.ASSISTANT:
                continue
            asked = self._writer.write(marked[:at], Frame(), is_asking=True)
            answered = self._writer.write(marked[: at + 1], Frame(), is_asking=False)
            yield asked[done:], False
            yield answered[len(asked) :], True
            done = len(answered)

    def _ids(self, texts: Sequence[str]) -> list[list[int]]:
        encoded = self._tokenizer.backend_tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [one.ids for one in encoded]


def turns(messages: Sequence[Mapping[str, str]]) -> tuple[Turn, ...]:
    """The messages of a dialogue, as files hold them, as the application's turns."""
    return tuple(Turn(Role(one["role"]), one["content"]) for one in messages)


def taught(checkpoint: Checkpoint) -> Checkpoint:
    """The checkpoint with the chat template in its tokenizer, which ends at <end_of_turn> from now on."""
    tokenizer, model = checkpoint.tokenizer, checkpoint.model
    tokenizer.chat_template = GEMMA
    tokenizer.eos_token = GEMMA_END
    model.config.eos_token_id = model.generation_config.eos_token_id = tokenizer.eos_token_id
    return checkpoint
