"""How a conversation is written for a model: the file's own chat template, Gemma's, or a plain frame.

A chat template is a program from a stranger: it runs in jinja2's sandbox, and under a watchdog.
"""

import datetime
import json
import re
import secrets
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, NoReturn, Protocol

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.ext import loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment

from soro_tutor.domain.dialogue import Role, Turn
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.engine.messages import Frame
from soro_tutor.engine.stream import SPACE

# For an instruction-tuned Gemma 3 whose file has lost its template: it knows no system role.
GEMMA = """{{ bos_token }}
{%- if messages[0].role == 'system' -%}{{ raise_exception('no such role') }}{%- endif -%}
{%- for message in messages -%}
<start_of_turn>{{ 'model' if message.role == 'assistant' else 'user' }}
{{ message.content | trim }}<end_of_turn>
{{ '' -}}
{%- endfor -%}
{%- if add_generation_prompt -%}
<start_of_turn>model
{{ '' -}}
{%- endif -%}"""

Guard = Callable[[], AbstractContextManager[None]]


class Writer(Protocol):
    """Writes a conversation as the text of a prompt."""

    def write(self, turns: Sequence[Turn], frame: Frame, *, is_asking: bool) -> str:
        """The prompt; `is_asking` lets it end where the model's answer begins."""

    def stops(self, frame: Frame) -> tuple[str, ...]:
        """What ends an answer besides the model's own end token."""


class FrameWriter:
    """Questions and answers under plain labels, for a base model, which only goes on with a text."""

    def write(self, turns: Sequence[Turn], frame: Frame, *, is_asking: bool) -> str:
        labels = {Role.SYSTEM: "", Role.USER: f"{frame.question}: ", Role.ASSISTANT: f"{frame.answer}: "}
        text = "".join(f"{labels[turn.role]}{turn.text.strip(SPACE)}\n\n" for turn in turns)
        return f"{text}{frame.answer}:" if is_asking else text

    def stops(self, frame: Frame) -> tuple[str, ...]:
        return f"\n{frame.question}:", f"\n{frame.answer}:"


class TemplateWriter:
    """A jinja2 chat template. Raises TutorError TEMPLATE_REFUSED where it fails or reaches too far."""

    def __init__(self, source: str, bos: str, eos: str, path: str, guard: Guard = nullcontext) -> None:
        self._path = path
        self._guard = guard
        self._tokens = {"bos_token": bos, "eos_token": eos}
        self._has_system_role = True
        self._template = self._compiled(source)
        self._try_out()

    def write(self, turns: Sequence[Turn], frame: Frame, *, is_asking: bool) -> str:  # noqa: ARG002 - labels are a base model's
        messages = [{"role": turn.role.value, "content": turn.text} for turn in self._folded(turns)]
        with self._guard():
            try:
                return self._template.render(
                    messages=messages,
                    add_generation_prompt=is_asking,
                    raise_exception=_raise_exception,
                    strftime_now=_strftime_now,
                    enable_thinking=False,
                    **self._tokens,
                )
            # A stranger's program may raise anything, and whatever it is, the file cannot be used.
            except Exception as error:
                raise self._refused() from error

    def stops(self, frame: Frame) -> tuple[str, ...]:  # noqa: ARG002 - as above
        return ()

    def _compiled(self, source: str) -> jinja2.Template:
        """The template; compiling reckons its constants already, so it can run for ever or fail as well."""
        with self._guard():
            try:
                return _environment().from_string(source)
            except Exception as error:
                raise self._refused() from error

    def _try_out(self) -> None:
        """Refuse a bad template when the model is loaded, and find out whether it knows a system role."""
        system, question = secrets.token_hex(8), secrets.token_hex(8)
        probe = (Turn(Role.SYSTEM, system), Turn(Role.USER, question))
        try:
            text = self.write(probe, Frame(), is_asking=True)
            self._has_system_role = system in text
        except TutorError as error:
            if isinstance(error.__cause__, SecurityError):
                raise
            self._has_system_role = False
        if not self._has_system_role:
            text = self.write(probe, Frame(), is_asking=True)
        if system not in text or question not in text:
            raise self._refused()

    def _folded(self, turns: Sequence[Turn]) -> Sequence[Turn]:
        """The turns, with the system text at the head of the first question where the role is unknown."""
        if self._has_system_role or len(turns) < 2 or turns[0].role is not Role.SYSTEM:
            return turns
        first = Turn(turns[1].role, f"{turns[0].text}\n\n{turns[1].text}")
        return (first, *turns[2:])

    def _refused(self) -> TutorError:
        return TutorError(ErrorCode.TEMPLATE_REFUSED, path=self._path)


class Marker:
    """Keeps what a person typed from turning into the model's control tokens.

    A text that looks like one is broken after its first character by an unguessable mark. The prompt is cut
    at the marks again after the template has been rendered, and each fragment is made into tokens by itself.
    """

    def __init__(self, control_tokens: Sequence[str]) -> None:
        longest_first = sorted({text for text in control_tokens if len(text) > 1}, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
        self._mark = secrets.token_hex(16)

    def marked(self, text: str) -> str:
        """`text` with a mark inside everything that looks like a control token."""
        pieces: list[str] = []
        start = 0
        while match := self._pattern.search(text, start):
            pieces.append(text[start : match.start() + 1])
            start = match.start() + 1
        return self._mark.join([*pieces, text[start:]])

    def fragments(self, prompt: str) -> list[str]:
        """The prompt cut at the marks."""
        return prompt.split(self._mark)


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[loopcontrols]
    )
    environment.filters["tojson"] = _to_json
    return environment


def _to_json(value: Any, indent: int | None = None) -> str:
    """Templates expect plain JSON: jinja2's own filter escapes it for HTML."""
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _raise_exception(message: str) -> NoReturn:
    raise jinja2.TemplateError(message)


def _strftime_now(pattern: str) -> str:
    return datetime.datetime.now().strftime(pattern)
