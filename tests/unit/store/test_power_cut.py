"""A program that is killed while an answer streams loses nothing that it had stored."""

import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

from soro_tutor.domain.dialogue import Conversation, MessageState, Role
from soro_tutor.store.backup import list_backups
from soro_tutor.store.database import Database
from soro_tutor.store.messages import add_message, newest
from soro_tutor.store.search import search

APP = Path(__file__).parents[3] / "app"
ENOUGH = 40
WRITER = """
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from soro_tutor.domain.dialogue import MessageState
from soro_tutor.store.database import Database
from soro_tutor.store.messages import set_text
path = Path(sys.argv[2])
db = Database.open(path, path.parent / "backups", datetime.now(UTC))
for number in count(1):
    set_text(db, int(sys.argv[3]), "калима " * number, MessageState.WRITING)
    print(number, flush=True)
"""


def kill_while_writing(path: Path, message_id: int) -> int:
    """Kill a program in the midst of its writing; returns how often it had stored the text by then."""
    command = [sys.executable, "-c", WRITER, str(APP), str(path), str(message_id)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as writer:
        assert writer.stdout is not None
        stored = 0
        while stored < ENOUGH:
            stored = int(writer.stdout.readline())
        writer.kill()
        rest = writer.stdout.read().split("\n")[:-1]  # a last line without its end was cut off
    return int(rest[-1]) if rest else stored


def test_the_last_stored_text_of_an_answer_outlives_a_kill(
    db: Database, conversation: Conversation, path: Path, backups: Path, now: datetime
) -> None:
    answer = add_message(db, conversation.id, Role.ASSISTANT, "", MessageState.WRITING, now)
    db.close()
    stored = kill_while_writing(path, answer.id)
    with closing(Database.open(path, backups, now)) as again:
        (found,) = newest(again, conversation.id, 10)
        assert len(found.text.split()) in {stored, stored + 1}
        assert found.is_unfinished
        assert [hit.message for hit in search(again, conversation.learner_id, "калима", 10)] == [found]
    assert list_backups(backups) == []
