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


@MIGRATIONS(name="0004_item")
def _item(sqlite: sqlite_utils.Database) -> None:
    """The items of the bank, as they stand in packs and generators, which can always be read again.

    A written item keeps its text in `body` (JSON); a generator has one row, under its own name and with an
    empty body. `rating` is its Elo and outlives a new version of its pack. `subject` is in the full-text
    index too, so that a search in one subject need not pass over the items of all others. A prefix of a
    length that the index keeps is read as far as hits are wanted; of any other, all hits are read.
    """
    sqlite.executescript("""
        CREATE TABLE pack (
            path TEXT PRIMARY KEY,
            size INTEGER NOT NULL,
            modified INTEGER NOT NULL,
            sha256 TEXT NOT NULL,
            title TEXT NOT NULL
        ) STRICT;

        CREATE TABLE item (
            id INTEGER PRIMARY KEY,
            uid TEXT NOT NULL UNIQUE,
            pack TEXT NOT NULL REFERENCES pack(path) ON DELETE CASCADE,
            subject TEXT NOT NULL,
            topic TEXT NOT NULL,
            grade INTEGER NOT NULL,
            form TEXT NOT NULL,
            difficulty INTEGER NOT NULL,
            rating REAL NOT NULL,
            is_generator INTEGER NOT NULL,
            body TEXT NOT NULL,
            folded TEXT NOT NULL
        ) STRICT;

        CREATE INDEX item_of_pack ON item(pack);
        CREATE INDEX item_of_topic ON item(topic, rating);
        CREATE INDEX item_of_subject ON item(subject, rating);

        CREATE VIRTUAL TABLE item_index USING fts5(
            folded, subject, content='item', content_rowid='id',
            tokenize='unicode61 remove_diacritics 0', prefix='1 2 3 4 5 6'
        );

        CREATE TRIGGER item_added AFTER INSERT ON item BEGIN
            INSERT INTO item_index(rowid, folded, subject) VALUES (new.id, new.folded, new.subject);
        END;

        CREATE TRIGGER item_removed AFTER DELETE ON item BEGIN
            INSERT INTO item_index(item_index, rowid, folded, subject)
            VALUES ('delete', old.id, old.folded, old.subject);
        END;

        CREATE TRIGGER item_changed AFTER UPDATE OF folded, subject ON item BEGIN
            INSERT INTO item_index(item_index, rowid, folded, subject)
            VALUES ('delete', old.id, old.folded, old.subject);
            INSERT INTO item_index(rowid, folded, subject) VALUES (new.id, new.folded, new.subject);
        END;
    """)


@MIGRATIONS(name="0005_progress")
def _progress(sqlite: sqlite_utils.Database) -> None:
    """What learners answered, and what follows from it.

    `attempt` only grows and is never read as a whole: all that is shown stands in the small tables, which are
    kept up with every answer. `item_uid` is a generator's name for a computed item, whose variant is in
    `variant`. It points to no row of `item`: what was learnt outlives the pack. `topic_size` counts the items
    of each topic by triggers, so that no map has to.
    """
    sqlite.executescript("""
        ALTER TABLE item ADD COLUMN answers INTEGER NOT NULL DEFAULT 0;

        CREATE TABLE topic_size (
            topic TEXT PRIMARY KEY,
            items INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        INSERT INTO topic_size (topic, items) SELECT topic, count(*) FROM item GROUP BY topic;

        CREATE TRIGGER item_counted AFTER INSERT ON item BEGIN
            INSERT INTO topic_size (topic, items) VALUES (new.topic, 1)
                ON CONFLICT (topic) DO UPDATE SET items = items + 1;
        END;

        CREATE TRIGGER item_uncounted AFTER DELETE ON item BEGIN
            UPDATE topic_size SET items = items - 1 WHERE topic = old.topic;
        END;

        CREATE TRIGGER item_moved AFTER UPDATE OF topic ON item WHEN old.topic <> new.topic BEGIN
            UPDATE topic_size SET items = items - 1 WHERE topic = old.topic;
            INSERT INTO topic_size (topic, items) VALUES (new.topic, 1)
                ON CONFLICT (topic) DO UPDATE SET items = items + 1;
        END;

        CREATE TABLE attempt (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            learner_id INTEGER NOT NULL REFERENCES learner(id) ON DELETE CASCADE,
            item_uid TEXT NOT NULL,
            variant TEXT NOT NULL,
            subject TEXT NOT NULL,
            topic TEXT NOT NULL,
            form TEXT NOT NULL,
            answered TEXT NOT NULL,
            is_right INTEGER NOT NULL,
            score REAL NOT NULL,
            is_first INTEGER NOT NULL,
            is_assisted INTEGER NOT NULL,
            is_probe INTEGER NOT NULL,
            hints INTEGER NOT NULL,
            seconds REAL NOT NULL,
            answer TEXT NOT NULL
        ) STRICT;

        CREATE INDEX attempt_of_learner ON attempt(learner_id);

        CREATE TABLE day (
            learner_id INTEGER NOT NULL REFERENCES learner(id) ON DELETE CASCADE,
            date TEXT NOT NULL,
            is_assisted INTEGER NOT NULL,
            right_count INTEGER NOT NULL,
            total INTEGER NOT NULL,
            PRIMARY KEY (learner_id, date, is_assisted)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE mastery (
            learner_id INTEGER NOT NULL REFERENCES learner(id) ON DELETE CASCADE,
            subject TEXT NOT NULL,
            topic TEXT NOT NULL,
            probability REAL NOT NULL,
            attempts INTEGER NOT NULL,
            right_count INTEGER NOT NULL,
            updated TEXT NOT NULL,
            PRIMARY KEY (learner_id, subject, topic)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE learner_rating (
            learner_id INTEGER NOT NULL REFERENCES learner(id) ON DELETE CASCADE,
            subject TEXT NOT NULL,
            rating REAL NOT NULL,
            answers INTEGER NOT NULL,
            PRIMARY KEY (learner_id, subject)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE card (
            learner_id INTEGER NOT NULL REFERENCES learner(id) ON DELETE CASCADE,
            item_uid TEXT NOT NULL,
            subject TEXT NOT NULL,
            topic TEXT NOT NULL,
            due TEXT NOT NULL,
            state TEXT NOT NULL,
            PRIMARY KEY (learner_id, item_uid)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX card_due ON card(learner_id, due);
        CREATE INDEX card_due_of_subject ON card(learner_id, subject, due);

        CREATE TABLE probe (
            learner_id INTEGER PRIMARY KEY REFERENCES learner(id) ON DELETE CASCADE,
            begun TEXT NOT NULL,
            items_left TEXT NOT NULL
        ) STRICT;
    """)


@MIGRATIONS(name="0006_lesson")
def _lesson(sqlite: sqlite_utils.Database) -> None:
    """The lesson that each learner is in; `state` is the session's JSON, `item` the id of the open item."""
    sqlite.executescript("""
        CREATE TABLE lesson (
            learner_id INTEGER PRIMARY KEY REFERENCES learner(id) ON DELETE CASCADE,
            item TEXT NOT NULL,
            state TEXT NOT NULL,
            updated TEXT NOT NULL
        ) STRICT;
    """)
