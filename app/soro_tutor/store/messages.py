"""The stored messages of conversations, read in windows whose cost never grows with the conversation."""

from datetime import datetime

from soro_tutor.domain.dialogue import Message, MessageState, Role
from soro_tutor.domain.text import fold
from soro_tutor.store import moment
from soro_tutor.store.database import Database, Row, Value

# What `message_from` reads.
SELECT = "SELECT m.id, m.conversation_id, m.role, m.text, m.state, m.created FROM message AS m"
_OF_THE_SAME = "m.conversation_id = (SELECT conversation_id FROM message WHERE id = ?)"


def add_message(
    db: Database, conversation_id: int, role: Role, text: str, state: MessageState, now: datetime
) -> Message:
    """A new message at the end of a conversation, which thereby becomes the learner's newest."""
    time = moment.to_text(now)
    with db.transaction():
        added = db.insert(
            """INSERT INTO message (conversation_id, role, text, folded, state, created)
               VALUES (?, ?, ?, ?, ?, ?)""",
            (conversation_id, role, text, fold(text), state, time),
        )
        db.change("UPDATE conversation SET updated = ? WHERE id = ?", (time, conversation_id))
    return Message(added, conversation_id, role, text, state, moment.from_text(time))


def set_text(db: Database, message_id: int, text: str, state: MessageState) -> None:
    """Store an answer as far as it has come; it is on the disk when this returns."""
    db.change(
        "UPDATE message SET text = ?, folded = ?, state = ? WHERE id = ?",
        (text, fold(text), state, message_id),
    )


def newest(db: Database, conversation_id: int, limit: int) -> list[Message]:
    """The last messages of a conversation, oldest first."""
    return _backward(db, "m.conversation_id = ?", (conversation_id, limit))


def before(db: Database, message_id: int, limit: int) -> list[Message]:
    """The messages right before one in its conversation, oldest first."""
    return _backward(db, f"{_OF_THE_SAME} AND m.id < ?", (message_id, message_id, limit))


def after(db: Database, message_id: int, limit: int) -> list[Message]:
    """The messages right after one in its conversation, oldest first."""
    return _forward(db, f"{_OF_THE_SAME} AND m.id > ?", (message_id, message_id, limit))


def around(db: Database, message_id: int, limit: int) -> list[Message]:
    """At most `limit` messages with this one near their middle, oldest first."""
    older = before(db, message_id, limit)
    newer = _forward(db, f"{_OF_THE_SAME} AND m.id >= ?", (message_id, message_id, limit))
    from_older = min(len(older), max(limit // 2, limit - len(newer)))
    return older[len(older) - from_older :] + newer[: limit - from_older]


def whole(db: Database, conversation_id: int) -> list[Message]:
    """All messages of a conversation, oldest first."""
    no_limit = -1
    return _forward(db, "m.conversation_id = ?", (conversation_id, no_limit))


def supersede_from(db: Database, conversation_id: int, first_id: int, now: datetime) -> int:
    """Hide a message and all that follow it; returns the number that brings them back."""
    with db.transaction():
        undo = db.insert(
            "INSERT INTO supersession (conversation_id, first_message_id, created) VALUES (?, ?, ?)",
            (conversation_id, first_id, moment.to_text(now)),
        )
        db.change(
            "UPDATE message SET superseded = ? WHERE conversation_id = ? AND superseded = 0 AND id >= ?",
            (undo, conversation_id, first_id),
        )
    return undo


def restore_superseded(db: Database, undo: int) -> int:
    """Give a conversation back the messages that it had when supersede_from returned `undo`.

    What was said instead is hidden, and later supersessions of the conversation are undone on the way, the
    last one first. An undo that was used already changes nothing. Returns the conversation's id; raises
    LookupError for an undo that was purged.
    """
    found = db.rows("SELECT conversation_id FROM supersession WHERE id = ?", (undo,))
    if not found:
        raise LookupError(undo)
    with db.transaction():
        for row in _supersessions_to_undo(db, undo):
            number = row["id"]
            db.change(
                """UPDATE message SET superseded = CASE superseded WHEN 0 THEN ? ELSE 0 END
                   WHERE conversation_id = ? AND superseded IN (0, ?) AND id >= ?""",
                (-number, row["conversation_id"], number, row["first_message_id"]),
            )
            db.change("UPDATE supersession SET is_undone = 1 WHERE id = ?", (number,))
    return int(found[0]["conversation_id"])


def message_from(row: Row) -> Message:
    """The message of a row of SELECT."""
    return Message(
        id=row["id"],
        conversation_id=row["conversation_id"],
        role=Role(row["role"]),
        text=row["text"],
        state=MessageState(row["state"]),
        created=moment.from_text(row["created"]),
    )


def _supersessions_to_undo(db: Database, undo: int) -> list[Row]:
    """The supersession `undo` and all later ones of its conversation that hold, the last one first."""
    return db.rows(
        """SELECT later.id, later.conversation_id, later.first_message_id
           FROM supersession AS wanted
           JOIN supersession AS later ON later.conversation_id = wanted.conversation_id
           WHERE wanted.id = ? AND NOT wanted.is_undone AND later.id >= wanted.id AND NOT later.is_undone
           ORDER BY later.id DESC""",
        (undo,),
    )


def _forward(db: Database, condition: str, values: tuple[Value, ...]) -> list[Message]:
    return [
        message_from(row)
        for row in db.rows(f"{SELECT} WHERE m.superseded = 0 AND {condition} ORDER BY m.id LIMIT ?", values)
    ]


def _backward(db: Database, condition: str, values: tuple[Value, ...]) -> list[Message]:
    rows = db.rows(f"{SELECT} WHERE m.superseded = 0 AND {condition} ORDER BY m.id DESC LIMIT ?", values)
    return [message_from(row) for row in reversed(rows)]
