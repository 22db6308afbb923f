"""The tables, as the steps that made them; a step that has shipped is never changed, only followed."""

from contextlib import closing

from soro_tutor.domain.text import fold
from soro_tutor.store.library import Migrations, sqlite_utils

MIGRATIONS = Migrations("soro_tutor")


def unknown_migrations(sqlite: sqlite_utils.Database) -> set[str]:
    """The names of applied steps that this program does not have: a newer program made them."""
    with closing(sqlite_utils.Database(memory=True, execute_plugins=False)) as empty:
        known = {step.name for step in MIGRATIONS.pending(empty)}
    return {step.name for step in MIGRATIONS.applied(sqlite)} - known


@MIGRATIONS(name="0001_conversation")
def _conversation(sqlite: sqlite_utils.Database) -> None:
    """Who learns, and what was said.

    A message whose `superseded` is not 0 is hidden: n > 0 was taken back by supersession n, and -n came after
    it and was hidden when supersession n was undone. AUTOINCREMENT: a number is never given twice, so an
    old undo or an old link cannot reach a new row. Every index ends in the id by itself. Triggers count the
    visible messages, so that no opening and no list has to.
    """
    sqlite.executescript("""
        CREATE TABLE learner (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            grade INTEGER,
            created TEXT NOT NULL
        ) STRICT;

        CREATE TABLE conversation (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            learner_id INTEGER NOT NULL REFERENCES learner(id) ON DELETE CASCADE,
            subject TEXT NOT NULL,
            mode TEXT NOT NULL,
            title TEXT NOT NULL,
            created TEXT NOT NULL,
            updated TEXT NOT NULL,
            deleted TEXT,
            message_count INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE INDEX conversation_of_learner ON conversation(learner_id, updated) WHERE deleted IS NULL;
        CREATE INDEX conversation_of_subject ON conversation(learner_id, subject, updated)
            WHERE deleted IS NULL;
        CREATE INDEX conversation_deleted ON conversation(deleted) WHERE deleted IS NOT NULL;

        CREATE TABLE supersession (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            conversation_id INTEGER NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
            first_message_id INTEGER NOT NULL,
            created TEXT NOT NULL,
            is_undone INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE INDEX supersession_of_conversation ON supersession(conversation_id);

        CREATE TABLE message (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            conversation_id INTEGER NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
            role TEXT NOT NULL,
            text TEXT NOT NULL,
            state TEXT NOT NULL,
            created TEXT NOT NULL,
            superseded INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE INDEX message_of_conversation ON message(conversation_id, superseded);
        CREATE INDEX message_superseded ON message(superseded) WHERE superseded <> 0;

        CREATE TRIGGER message_counted AFTER INSERT ON message WHEN new.superseded = 0 BEGIN
            UPDATE conversation SET message_count = message_count + 1 WHERE id = new.conversation_id;
        END;

        CREATE TRIGGER message_discounted AFTER DELETE ON message WHEN old.superseded = 0 BEGIN
            UPDATE conversation SET message_count = message_count - 1 WHERE id = old.conversation_id;
        END;

        CREATE TRIGGER message_recounted AFTER UPDATE OF superseded ON message BEGIN
            UPDATE conversation
            SET message_count = message_count + (new.superseded = 0) - (old.superseded = 0)
            WHERE id = new.conversation_id;
        END;
    """)


@MIGRATIONS(name="0002_search")
def _search(sqlite: sqlite_utils.Database) -> None:
    """Full-text search over `folded`, which is written with `text`; triggers keep the index in step."""
    sqlite.executescript("ALTER TABLE message ADD COLUMN folded TEXT NOT NULL DEFAULT '';")
    for row in list(sqlite.query("SELECT id, text FROM message")):
        sqlite.execute("UPDATE message SET folded = ? WHERE id = ?", (fold(row["text"]), row["id"]))
    sqlite.executescript("""
        CREATE VIRTUAL TABLE message_index USING fts5(
            folded, content='message', content_rowid='id',
            tokenize='unicode61 remove_diacritics 0', prefix='2 3'
        );

        INSERT INTO message_index(message_index) VALUES ('rebuild');

        CREATE TRIGGER message_added AFTER INSERT ON message BEGIN
            INSERT INTO message_index(rowid, folded) VALUES (new.id, new.folded);
        END;

        CREATE TRIGGER message_removed AFTER DELETE ON message BEGIN
            INSERT INTO message_index(message_index, rowid, folded) VALUES ('delete', old.id, old.folded);
        END;

        CREATE TRIGGER message_changed AFTER UPDATE OF folded ON message BEGIN
            INSERT INTO message_index(message_index, rowid, folded) VALUES ('delete', old.id, old.folded);
            INSERT INTO message_index(rowid, folded) VALUES (new.id, new.folded);
        END;
    """)


@MIGRATIONS(name="0003_model")
def _model(sqlite: sqlite_utils.Database) -> None:
    """What a model file was when it was verified, and how fast models run on this computer."""
    sqlite.executescript("""
        CREATE TABLE model (
            path TEXT PRIMARY KEY,
            size INTEGER NOT NULL,
            modified INTEGER NOT NULL,
            sha256 TEXT NOT NULL,
            verified TEXT NOT NULL
        ) STRICT;

        CREATE TABLE speed (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            model TEXT NOT NULL,
            reading REAL NOT NULL,
            writing REAL NOT NULL,
            measured TEXT NOT NULL
        ) STRICT;

        CREATE INDEX speed_of_model ON speed(model, id);
    """)
