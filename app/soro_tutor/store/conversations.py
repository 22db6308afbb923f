"""The stored conversations; a deleted one is only marked until it is purged."""

from datetime import datetime

from soro_tutor.domain.dialogue import Conversation, Mode, Subject
from soro_tutor.store import moment
from soro_tutor.store.database import Database, Row

_SELECT = "SELECT id, learner_id, subject, mode, title, created, updated, message_count FROM conversation"


def add_conversation(
    db: Database, learner_id: int, subject: Subject, mode: Mode, title: str, now: datetime
) -> Conversation:
    """A new conversation without messages."""
    time = moment.to_text(now)
    added = db.insert(
        """INSERT INTO conversation (learner_id, subject, mode, title, created, updated)
           VALUES (?, ?, ?, ?, ?, ?)""",
        (learner_id, subject, mode, title, time, time),
    )
    return get_conversation(db, added)


def list_conversations(
    db: Database, learner_id: int, subject: Subject | None = None, limit: int = 100, offset: int = 0
) -> list[Conversation]:
    """The learner's conversations, of one subject or of all, the one that was last used first."""
    of_subject, values = ("AND subject = ?", (subject,)) if subject else ("", ())
    rows = db.rows(
        f"""{_SELECT} WHERE learner_id = ? {of_subject} AND deleted IS NULL
            ORDER BY updated DESC, id DESC LIMIT ? OFFSET ?""",
        (learner_id, *values, limit, offset),
    )
    return [_conversation(row) for row in rows]


def get_conversation(db: Database, conversation_id: int) -> Conversation:
    """One conversation, deleted or not. Raises LookupError for a number that was never given or is purged."""
    rows = db.rows(f"{_SELECT} WHERE id = ?", (conversation_id,))
    if not rows:
        raise LookupError(conversation_id)
    return _conversation(rows[0])


def rename(db: Database, conversation_id: int, title: str) -> None:
    """Give a conversation another title."""
    db.change("UPDATE conversation SET title = ? WHERE id = ?", (title, conversation_id))


def set_mode(db: Database, conversation_id: int, mode: Mode) -> None:
    """Change what the learner wants of the tutor."""
    db.change("UPDATE conversation SET mode = ? WHERE id = ?", (mode, conversation_id))


def delete(db: Database, conversation_id: int, now: datetime) -> None:
    """Take a conversation out of lists and search; undelete brings it back until it is purged."""
    db.change("UPDATE conversation SET deleted = ? WHERE id = ?", (moment.to_text(now), conversation_id))


def undelete(db: Database, conversation_id: int) -> None:
    """Bring a deleted conversation back as it was."""
    db.change("UPDATE conversation SET deleted = NULL WHERE id = ?", (conversation_id,))


def purge_deleted(db: Database, before: datetime) -> None:
    """Forget for good the conversations deleted and the messages superseded before a time."""
    limit = moment.to_text(before)
    with db.transaction():
        db.change("DELETE FROM conversation WHERE deleted < ?", (limit,))
        db.change(
            """DELETE FROM message WHERE superseded <> 0
               AND abs(superseded) IN (SELECT id FROM supersession WHERE created < ?)""",
            (limit,),
        )
        db.change("DELETE FROM supersession WHERE created < ?", (limit,))


def _conversation(row: Row) -> Conversation:
    return Conversation(
        id=row["id"],
        learner_id=row["learner_id"],
        subject=Subject(row["subject"]),
        mode=Mode(row["mode"]),
        title=row["title"],
        created=moment.from_text(row["created"]),
        updated=moment.from_text(row["updated"]),
        message_count=row["message_count"],
    )
