"""The bank in the database: packs that come, change and go, and how items are found."""

from dataclasses import replace

import pytest
from tests.pack_example import written_item

from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.item import Item
from soro_tutor.store import items
from soro_tutor.store.database import Database
from soro_tutor.store.items import PackFile

PACK = PackFile("teacher/физика.toml", 10, 20, "ab", "Физика")


def named(uid: str, statement: str = "Қувва чист?", subject: Subject = Subject.PHYSICS) -> Item:
    return replace(written_item(), id=uid, statement=statement, subject=subject)


def uids(db: Database, query: str, subject: Subject | None = None, limit: int = 10) -> list[str]:
    return [found.uid for found in items.search(db, query, subject, limit)]


def test_an_item_is_kept_as_it_is(db: Database) -> None:
    items.replace_pack(db, PACK, [written_item()])
    assert items.find(db, written_item().id) == written_item()
    assert items.packs(db) == {PACK.path: PACK}


def test_an_item_that_is_not_there_is_not_found(db: Database) -> None:
    assert items.find(db, "нест") is None


def test_the_first_rating_goes_by_difficulty(db: Database) -> None:
    items.replace_pack(db, PACK, [replace(named(f"a{level}"), difficulty=level) for level in range(1, 6)])
    rows = db.rows("SELECT rating FROM item ORDER BY difficulty")
    assert [row["rating"] for row in rows] == [800, 900, 1000, 1100, 1200]


def test_a_new_version_of_a_pack_keeps_the_ratings(db: Database) -> None:
    items.replace_pack(db, PACK, [named("a"), named("b")])
    db.change("UPDATE item SET rating = 1234 WHERE uid = 'a'")
    items.replace_pack(db, replace(PACK, sha256="cd"), [named("a", "Масса чист?"), named("c")])
    rows = db.rows("SELECT uid, rating FROM item ORDER BY uid")
    assert [(row["uid"], row["rating"]) for row in rows] == [("a", 1234), ("c", 900)]
    assert uids(db, "масса") == ["a"]
    assert uids(db, "қувва") == ["c"]
    assert items.packs(db)[PACK.path].sha256 == "cd"


def test_a_pack_that_takes_the_name_of_anothers_item_changes_nothing(db: Database) -> None:
    items.replace_pack(db, PACK, [named("a")])
    with pytest.raises(TutorError) as caught:
        items.replace_pack(db, replace(PACK, path="teacher/b.toml"), [named("b"), named("a", "Масса?")])
    assert caught.value.code is ErrorCode.PACK_TWICE
    assert caught.value.data == {"path": "teacher/b.toml", "item": "a"}
    assert list(items.packs(db)) == [PACK.path]
    assert uids(db, "қувва") == ["a"]


def test_a_removed_pack_takes_its_items_along(db: Database) -> None:
    items.replace_pack(db, PACK, [named("a")])
    items.remove_packs(db, [PACK.path])
    assert items.find(db, "a") is None
    assert uids(db, "қувва") == []
    assert items.packs(db) == {}


@pytest.mark.parametrize("query", ["кувва", "ҚУВ", "қ", "чист кувва", "нютон"])
def test_an_item_is_found_however_it_is_typed(db: Database, query: str) -> None:
    items.replace_pack(db, PACK, [named("a"), named("b", "Масса?", Subject.LAW)])
    assert "a" in uids(db, query)


def test_a_long_word_is_found_by_its_beginning(db: Database) -> None:
    items.replace_pack(db, PACK, [named("a", "Донишгоҳҳоро номбар кунед.")])
    assert uids(db, "донишгоххо") == ["a"]


def test_a_search_may_keep_to_one_subject(db: Database) -> None:
    language = named("b", subject=Subject.TAJIK_LANGUAGE)
    items.replace_pack(db, PACK, [named("a"), language])
    assert uids(db, "қувва", Subject.TAJIK_LANGUAGE) == ["b"]
    assert uids(db, "physics") == []


def test_the_shortest_text_with_the_words_comes_first(db: Database) -> None:
    items.replace_pack(db, PACK, [named("long", "Қувва ва чизҳои дигар чистанд?"), named("short")])
    assert uids(db, "қувва") == ["short", "long"]


def test_no_more_items_come_than_were_asked_for(db: Database) -> None:
    items.replace_pack(db, PACK, [named(f"a{number}") for number in range(5)])
    assert len(uids(db, "қувва", limit=3)) == 3


@pytest.mark.parametrize("query", ["", '"', "*", "😀", "\0", "OR", "қувва) OR (масса", "subject:law"])
def test_signs_and_operators_find_nothing_by_themselves(db: Database, query: str) -> None:
    items.replace_pack(db, PACK, [named("a"), named("b", "Масса чист?", Subject.LAW)])
    assert uids(db, query) == []
