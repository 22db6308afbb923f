"""The model that answers: which file it is, whether it could be loaded, and how fast it runs here."""

import dataclasses
from collections.abc import Callable
from datetime import datetime

from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.engine import messages as wire
from soro_tutor.engine.client import EngineClient
from soro_tutor.session import events, knowledge
from soro_tutor.session.events import Phase, SessionEvent
from soro_tutor.session.forecast import Forecast
from soro_tutor.session.lane import Lane
from soro_tutor.store.database import Database

# A question with more characters than this for every token of the context cannot fit; a text that is only
# somewhat too long is found out by the engine, which counts its tokens.
MAX_CHARACTERS_A_TOKEN = 8


class LoadedModel:
    """At most one model, in whatever state; `card` is there once it can answer."""

    def __init__(
        self,
        engine: EngineClient,
        lane: Lane,
        listener: Callable[[SessionEvent], None],
        clock: Callable[[], datetime],
    ) -> None:
        self._engine = engine
        self._lane = lane
        self._tell = listener
        self._clock = clock
        self._load: wire.Load | None = None
        self._error: TutorError | None = None
        self.forecast = Forecast()
        self.card: wire.ModelCard | None = None

    def load(self, path: str, context: int, anyway: bool, processor: str = "") -> None:
        """Have a file loaded; what was loaded before no longer counts."""
        self.card = None
        self._error = None
        self.forecast = Forecast()
        wanted = wire.Load(path, context=context, anyway=anyway, processor=processor)
        self._load = wanted
        self._tell(events.Progress(Phase.STARTING, 0, 0))

        def start(fingerprint: wire.Fingerprint | None) -> None:
            if self._load is wanted:  # nobody has chosen another one meanwhile
                self._load = dataclasses.replace(wanted, expected=fingerprint)
                self._engine.load(self._load)

        self._lane.run(lambda db: knowledge.fingerprint(db, path), start, lambda _error: start(None))

    def check(self) -> wire.Load:
        """What is loaded or on its way. Raises TutorError MODEL_NOT_CHOSEN, or why it did not load."""
        if self._load is None:
            raise TutorError(ErrorCode.MODEL_NOT_CHOSEN)
        if self._error is not None and self._error.code is ErrorCode.ENGINE_DIED:
            self._error = None  # the engine starts anew with the next question
        if self._error is not None:
            raise self._error
        return self._load

    def check_length(self, text: str) -> None:
        """Raises TutorError QUESTION_TOO_LONG for a text that cannot fit, and what check() raises."""
        limit = self.check().context
        if len(text) > limit * MAX_CHARACTERS_A_TOKEN:
            tokens = len(text) // MAX_CHARACTERS_A_TOKEN
            raise TutorError(ErrorCode.QUESTION_TOO_LONG, tokens=tokens, limit=limit)

    def on_loaded(self, card: wire.ModelCard) -> None:
        """The engine has loaded a model."""
        if not self._is_wanted(card.path):
            return
        self.card = card
        self._error = None

        def job(db: Database) -> Forecast:
            knowledge.remember_model(db, card, self._clock())
            return knowledge.forecast(db, card)

        self._lane.run(job, self._take_forecast, lambda error: self._tell(events.NotSaved(error)))
        self._tell(events.ModelReady(card))

    def on_failed(self, error: TutorError) -> None:
        """The engine could not load a model, or fell while it did."""
        if self.card is None and self._is_wanted(str(error.data.get("path", ""))):
            self._error = error
            self._tell(events.ModelFailed(error))

    def remember_speed(self, usage: wire.Usage) -> None:
        """Take in how fast an answer came."""
        card = self.card
        if card is not None:
            self._lane.run(
                lambda db: knowledge.remember_speed(db, card, usage, self._clock()),
                self._take_forecast,
                lambda _error: None,  # a speed that is not kept is measured again
            )

    def _take_forecast(self, forecast: Forecast) -> None:
        self.forecast = forecast

    def _is_wanted(self, path: str) -> bool:
        """Whether news of a file concern the one that was chosen last; an error may name none."""
        return self._load is not None and path in ("", self._load.path)
