"""Times as the database keeps them: UTC text that sorts as the times do."""

from datetime import UTC, datetime


def to_text(moment: datetime) -> str:
    """`moment` (with its zone) as text of one length."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def from_text(text: str) -> datetime:
    """The time in UTC that to_text wrote."""
    return datetime.fromisoformat(text)
