"""A GGUF file that is scored: likelihoods by llama.cpp in batches, replies by the application's engine."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from soro_training.errors import Fault, TrainingError
from soro_training.evaluation.cutting import Limits, parts
from soro_training.evaluation.model import Likelihood, Reply, cut
from soro_training.llama import OUTPUTS, Scorer
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.engine import llama, modelfile
from soro_tutor.engine.chat import ChatModel
from soro_tutor.engine.loading import load_model
from soro_tutor.engine.messages import Event, Generate, Load, Sampling, Text

GREEDY = Sampling(temperature=0.0)


class GgufModel:
    """The file as it ships, quantized or not; one way of asking is open at a time."""

    def __init__(self, path: Path, *, context: int = 4096, threads: int = 0) -> None:
        self._path = path
        self._size = context
        self._threads = threads
        self._scorer: Scorer | None = None
        self._chat: ChatModel | None = None

    def log_odds(self, questions: Sequence[Likelihood]) -> list[list[float]]:
        """See Model. A beginning that does not fit loses its first tokens; a long continuation is parted."""
        with self._plainly():
            scorer = self._scoring()
            # Not scorer.size, which llama.cpp rounds up: each form of a model is cut at the same place.
            limits = Limits(
                sequence=min(self._size, scorer.weights.trained_context or self._size),
                room=scorer.size,
                outputs=OUTPUTS,
            )
            found = [[0.0] * len(question.continuations) for question in questions]
            planned = [
                (number, part)
                for number, question in enumerate(questions)
                for part in parts(question, scorer.tokens, limits)
            ]
            odds = scorer.log_odds([part.question for _, part in planned])
        for (number, part), values in zip(planned, odds, strict=True):
            for of, value in zip(part.of, values, strict=True):
                found[number][of] += value
        return found

    def generate(self, replies: Sequence[Reply]) -> list[str]:
        """See Model."""
        with self._plainly():
            chat = self._chatting()
            return [_reply(chat, request, reply) for request, reply in enumerate(replies, 1)]

    def close(self) -> None:
        """See Model."""
        for opened in (self._scorer, self._chat):
            if opened is not None:
                opened.close()
        self._scorer = self._chat = None

    def _scoring(self) -> Scorer:
        if self._scorer is None:
            self.close()
            _check(self._path)
            self._scorer = Scorer(self._path, context=self._size, threads=self._threads)
        return self._scorer

    def _chatting(self) -> ChatModel:
        if self._chat is None:
            self.close()
            load = Load(str(self._path), context=self._size, threads=self._threads, anyway=True)
            self._chat = load_model(load, _ignore)
        return self._chat

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        """What the application says of a file that cannot be used, as an error of the training."""
        try:
            yield
        except TutorError as error:
            raise TrainingError(Fault.MODEL_REFUSED, path=str(self._path)) from error


def _check(path: Path) -> None:
    """The application's own checks: they say in words what llama.cpp would say in its log."""
    for file in modelfile.shards(path):
        modelfile.check_outside(file)
        modelfile.check_whole(file, llama.gguf_reader().read)
    llama.start_backend()
    llama.check_architecture(str(modelfile.shards(path)[0]))


def _reply(chat: ChatModel, request: int, reply: Reply) -> str:
    """What the model writes; nothing where the question does not fit into its context."""
    said: list[str] = []

    def hear(event: Event) -> None:
        if isinstance(event, Text):
            said.append(event.text)

    command = Generate(
        request, reply.turns, max_tokens=reply.tokens, sampling=GREEDY, stop=reply.stops, frame=reply.frame
    )
    try:
        chat.generate(command, _never, hear)
    except TutorError as error:
        if error.code is not ErrorCode.QUESTION_TOO_LONG:
            raise
    return cut("".join(said), ())


def _never() -> bool:
    return False


def _ignore(_event: Event) -> None:
    pass
