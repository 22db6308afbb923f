"""A Hugging Face checkpoint that is scored through transformers."""

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any

import torch
import transformers
from safetensors import SafetensorError

from soro_training.errors import Fault, TrainingError
from soro_training.evaluation.cutting import Limits, parts
from soro_training.evaluation.model import Likelihood, Reply, cut, prompt_of
from soro_training.llama import OUTPUTS
from soro_tutor.domain.errors import TutorError
from soro_tutor.engine.budget import budget_for
from soro_tutor.engine.llama import PENALTY_TOKENS
from soro_tutor.engine.messages import Sampling
from soro_tutor.engine.template import FrameWriter, TemplateWriter, Writer

Row = tuple[Sequence[int], Sequence[int]]  # the tokens before, and those whose odds are wanted
SAMPLING = Sampling()  # of the application


class Penalty(transformers.LogitsProcessor):
    """The application's sampler for a reply behind `start` tokens: repeated tokens become less likely.

    As llama.cpp does it (engine/llama.py): among the likeliest tokens alone, and of the reply's last ones,
    whereas transformers' own repetition_penalty would count the whole prompt and the whole reply.
    """

    def __init__(self, start: int) -> None:
        self._start = start

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        """The logits of the next token: (1, vocabulary)."""
        odds, tokens = scores.topk(min(SAMPLING.top_k, scores.shape[-1]))
        is_repeated = torch.isin(tokens, input_ids[:, self._start :][:, -PENALTY_TOKENS:])
        penalty = SAMPLING.repeat_penalty
        lowered = torch.where(odds > 0, odds / penalty, odds * penalty)
        odds = torch.where(is_repeated, lowered, odds)
        return torch.full_like(scores, -torch.inf).scatter(-1, tokens, odds)


class CheckpointModel:
    """A folder or a hub id in Hugging Face's form, in its own precision unless `dtype` says another."""

    def __init__(
        self, source: str, *, revision: str = "", batch: int = 8, dtype: str = "auto", context: int = 4096
    ) -> None:
        self._source = source
        self._batch = batch
        try:
            words = {"revision": revision} if revision else {}
            self._tokenizer: Any = transformers.AutoTokenizer.from_pretrained(source, **words)
            self._model: Any = transformers.AutoModelForCausalLM.from_pretrained(source, dtype=dtype, **words)
        except (OSError, ValueError, KeyError, SafetensorError) as error:
            detail = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise TrainingError(Fault.MODEL_REFUSED, path=source, detail=detail) from error
        self._model.eval()
        if torch.cuda.is_available():
            self._model.to("cuda")
        trained = getattr(self._model.config.get_text_config(), "max_position_embeddings", context)
        self._size = min(context, trained)

    def log_odds(self, questions: Sequence[Likelihood]) -> list[list[float]]:
        """See Model. What does not fit is cut as for a GGUF file: the same figures for both forms."""
        limits = Limits(sequence=self._size, room=self._size, outputs=OUTPUTS)
        planned = [
            (number, of, (part.question.prefix, option))
            for number, question in enumerate(questions)
            for part in parts(question, self._tokens, limits)
            for of, option in zip(part.of, part.question.options, strict=True)
        ]
        found = [[0.0] * len(question.continuations) for question in questions]
        odds = self._batched([row for _, _, row in planned])
        for (number, of, _), value in zip(planned, odds, strict=True):
            found[number][of] += value
        return found

    def generate(self, replies: Sequence[Reply]) -> list[str]:
        """See Model."""
        try:
            writer = self._writer()
            return [self._reply(writer, reply) for reply in replies]
        except TutorError as error:
            raise TrainingError(Fault.MODEL_REFUSED, path=self._source) from error

    def close(self) -> None:
        """See Model."""
        self._model = None

    def _tokens(self, text: str) -> list[int]:
        found: list[int] = self._tokenizer.encode(text)
        begin = self._tokenizer.bos_token_id
        return found if begin is None or found[:1] == [begin] else [begin, *found]

    def _batched(self, rows: Sequence[Row]) -> list[float]:
        # Rows of one length beside one another: less of a batch is padding.
        order = sorted(range(len(rows)), key=lambda at: len(rows[at][0]) + len(rows[at][1]))
        odds = [0.0] * len(rows)
        for start in range(0, len(order), self._batch):
            places = order[start : start + self._batch]
            for place, value in zip(places, self._score([rows[at] for at in places]), strict=True):
                odds[place] = value
        return odds

    def _score(self, rows: Sequence[Row]) -> list[float]:
        ids = [[*before, *after] for before, after in rows]
        longest = max(map(len, ids))
        place = self._model.device
        padded = torch.zeros((len(ids), longest), dtype=torch.long, device=place)
        mask = torch.zeros_like(padded)
        for at, tokens in enumerate(ids):
            padded[at, : len(tokens)] = torch.tensor(tokens, device=place)
            mask[at, : len(tokens)] = 1
        with torch.inference_mode():
            hidden = self._model.base_model(input_ids=padded, attention_mask=mask).last_hidden_state
            pairs = enumerate(zip(ids, rows, strict=True))
            return [self._log_odd(hidden[at], tokens, len(after)) for at, (tokens, (_, after)) in pairs]

    def _log_odd(self, hidden: Any, tokens: Sequence[int], wanted: int) -> float:
        """The log probability of the last `wanted` tokens: what a place says is of the token after it.

        The head is run at these places alone: at all of them it would take a megabyte a token.
        """
        wanted = min(wanted, len(tokens) - 1)
        logits = self._model.get_output_embeddings()(
            hidden[len(tokens) - wanted - 1 : len(tokens) - 1]
        ).float()
        cap = getattr(self._model.config.get_text_config(), "final_logit_softcapping", None)
        if cap:
            logits = torch.tanh(logits / cap) * cap
        targets = torch.tensor(tokens[len(tokens) - wanted :], device=logits.device)
        odds = torch.log_softmax(logits, dim=-1)
        return float(odds[torch.arange(wanted, device=logits.device), targets].sum())

    def _writer(self) -> Writer:
        """The checkpoint's own template, run as the application runs it; the plain frame for a base model."""
        template = self._tokenizer.chat_template
        if not template:
            return FrameWriter()
        bos, eos = self._tokenizer.bos_token or "", self._tokenizer.eos_token or ""
        return TemplateWriter(template, bos, eos, self._source)

    def _reply(self, writer: Writer, reply: Reply) -> str:
        text = prompt_of(writer, reply)
        begin = self._tokenizer.bos_token or ""
        ids = self._tokens(text.removeprefix(begin) if begin else text)
        if len(ids) > budget_for(self._size, reply.tokens).limit:
            return ""  # it does not fit, as in the application
        prompt = torch.tensor([ids], device=self._model.device)
        stops = (*writer.stops(reply.frame), *reply.stops)
        with torch.inference_mode(), _quiet():
            written = self._model.generate(
                input_ids=prompt,
                attention_mask=torch.ones_like(prompt),
                max_new_tokens=min(reply.tokens, self._size - len(ids) + 1),  # the last one is not read again
                do_sample=False,
                repetition_penalty=1.0,  # instead of what the checkpoint brings along
                logits_processor=transformers.LogitsProcessorList([Penalty(len(ids))]),
                pad_token_id=self._tokenizer.pad_token_id or 0,
                **({"stop_strings": list(stops), "tokenizer": self._tokenizer} if stops else {}),
            )
        text = self._tokenizer.decode(written[0][len(ids) :], skip_special_tokens=True)
        return cut(text, stops)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Without transformers' advice on sampling settings that a checkpoint brings along."""
    level = transformers.logging.get_verbosity()
    transformers.logging.set_verbosity_error()
    try:
        yield
    finally:
        transformers.logging.set_verbosity(level)
