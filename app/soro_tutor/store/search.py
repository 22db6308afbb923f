"""Full-text search in a learner's messages that does not mind how Tajik letters were typed."""

from dataclasses import dataclass

from soro_tutor.domain.dialogue import Conversation, Message
from soro_tutor.domain.text import WORD, find_folded, fold
from soro_tutor.store.conversations import get_conversation
from soro_tutor.store.database import Database
from soro_tutor.store.messages import SELECT, message_from


@dataclass(frozen=True, slots=True)
class Hit:
    """A message that holds all words of a query; `spans` are (start, end) of these words in its text."""

    conversation: Conversation
    message: Message
    spans: tuple[tuple[int, int], ...]


def search(db: Database, learner_id: int, query: str, limit: int) -> list[Hit]:
    """The messages in which every word of `query` begins a word, the best match first, then the newest.

    Both sides are folded: 'хукук' finds 'ҳуқуқ'. Signs in the query mean nothing; without a word, no hits.
    """
    words = WORD.findall(fold(query))
    if not words:
        return []
    # Quoted, so that no word is taken for an operator of FTS5; a WORD holds no quote itself.
    match = " ".join(f'"{word}"*' for word in words)
    found = _messages(db, learner_id, match, limit)
    numbers = {message.conversation_id for message in found}
    conversations = {number: get_conversation(db, number) for number in numbers}
    return [
        Hit(conversations[message.conversation_id], message, find_folded(message.text, query))
        for message in found
    ]


def _messages(db: Database, learner_id: int, match: str, limit: int) -> list[Message]:
    rows = db.rows(
        f"""{SELECT}
            JOIN message_index ON message_index.rowid = m.id
            JOIN conversation AS c ON c.id = m.conversation_id
            WHERE message_index MATCH ? AND c.learner_id = ? AND c.deleted IS NULL AND m.superseded = 0
            ORDER BY message_index.rank, m.id DESC LIMIT ?""",
        (match, learner_id, limit),
    )
    return [message_from(row) for row in rows]
