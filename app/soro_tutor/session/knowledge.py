"""What this computer has learned about its models: that a file was verified, and how fast it runs."""

from datetime import datetime

from soro_tutor.engine.messages import Fingerprint, ModelCard, Usage
from soro_tutor.session.forecast import Forecast
from soro_tutor.store import models
from soro_tutor.store.database import Database
from soro_tutor.store.models import ModelRecord

# Shorter stretches measure the clock more than the engine.
MEASURABLE_TOKENS = 8


def fingerprint(db: Database, path: str) -> Fingerprint | None:
    """What a model file was when it was last verified here, None for a file that is new."""
    record = models.model_record(db, path)
    return Fingerprint(record.size, record.modified, record.sha256) if record else None


def remember_model(db: Database, card: ModelCard, now: datetime) -> None:
    """Note that the file was verified."""
    mark = card.fingerprint
    models.remember_model(db, ModelRecord(card.path, mark.size, mark.modified, mark.sha256), now)


def forecast(db: Database, card: ModelCard) -> Forecast:
    """The speeds that were measured with a model on this computer."""
    speeds = models.speeds(db, card.fingerprint.sha256)
    return Forecast(speeds.reading, speeds.writing) if speeds else Forecast()


def remember_speed(db: Database, card: ModelCard, usage: Usage, now: datetime) -> Forecast:
    """Take in the speeds of an answer that was long enough to measure; gives the new forecast."""
    read = usage.prompt_tokens - usage.reused_tokens
    seconds = min(usage.reading_seconds, usage.writing_seconds)
    if min(read, usage.written_tokens) >= MEASURABLE_TOKENS and seconds > 0:
        reading = read / usage.reading_seconds
        writing = usage.written_tokens / usage.writing_seconds
        models.remember_speed(db, card.fingerprint.sha256, reading, writing, now)
    return forecast(db, card)
