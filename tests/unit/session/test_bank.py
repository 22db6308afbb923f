"""The bank as it takes in packs from the disk, and makes items of generators."""

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.pack_example import ITEM, TEXT, TOPIC, TOPICS, written_item

from soro_tutor import paths
from soro_tutor.domain.chance import Chance
from soro_tutor.domain.curriculum import Curriculum
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.generators import catalog
from soro_tutor.domain.generators.generator import Generator, Variant
from soro_tutor.domain.generators.wording import choice
from soro_tutor.domain.item import Choice, Form, Item
from soro_tutor.session.bank import Bank
from soro_tutor.store import items
from soro_tutor.store.database import Database
from soro_tutor.store.items import PackFile

UID = written_item().id


def _sum(chance: Chance) -> Variant:
    a, b = chance.randint(1, 10**9), chance.randint(1, 10**9)
    wrong = [(str(a + b + step), "Шояд шумо нодуруст ҷамъ кардед.") for step in (1, 2, 3)]
    hints = ("Ҷамъ кунед.", "Аз охир оғоз кунед.", "$2 + 3 = 5$")
    return Variant(f"${a} + {b}$?", choice(chance, str(a + b), wrong), hints, (f"{a + b}",), {"a": a, "b": b})


def _broken(_: Chance) -> Variant:
    raise ZeroDivisionError


SUM = Generator("phy_sum", TOPIC.id, 7, 1, _sum)
BROKEN = Generator("phy_broken", TOPIC.id, 7, 1, _broken)


def in_order(item: Item) -> Item:
    """The item with its options by their texts: the bank mixes them."""
    assert isinstance(item.response, Choice)
    options = sorted(item.response.options, key=lambda option: option.text)
    return replace(item, response=Choice(tuple(options)))


def test_the_right_option_stands_in_every_place(db: Database, bank: Bank) -> None:
    packed = [replace(written_item(), id=f"item-{number}") for number in range(40)]
    items.replace_pack(db, PackFile("teacher/a.toml", 1, 2, "ab", ""), packed)
    places = [
        [option.is_right for option in found.response.options].index(True)
        for one in packed
        if isinstance((found := bank.item(db, one.id)).response, Choice)
    ]
    assert set(places) == {0, 1, 2, 3}
    assert bank.item(db, "item-7") == bank.item(db, "item-7")


@pytest.fixture
def db() -> Iterator[Database]:
    with closing(Database.in_memory()) as database:
        yield database


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bank:
    """A bank of one topic and one generator, whose only packs are the teacher's."""
    resources = tmp_path / "resources"
    (resources / "bank").mkdir(parents=True)
    schema = (paths.resources() / "bank" / "schema.json").read_text(encoding="utf-8")
    (resources / "bank" / "schema.json").write_text(schema, encoding="utf-8")
    monkeypatch.setattr(paths, "resources", lambda: resources)
    monkeypatch.setattr(catalog, "generators", lambda: {SUM.name: SUM})
    found = Bank(tmp_path / "Ҷамшед")
    found.own_folder.mkdir(parents=True)
    found.curriculum = Curriculum(TOPICS)
    return found


def put(bank: Bank, text: str, name: str = "физика.toml") -> Path:
    file = bank.own_folder / name
    file.write_text(text, encoding="utf-8")
    return file


def code_of(db: Database, bank: Bank, uid: str) -> ErrorCode:
    with pytest.raises(TutorError) as caught:
        bank.item(db, uid)
    return caught.value.code


def test_a_teachers_pack_is_taken_in(db: Database, bank: Bank) -> None:
    put(bank, TEXT)
    assert bank.sync(db) == ()
    assert in_order(bank.item(db, UID)) == in_order(written_item())
    assert [found.uid for found in bank.search(db, "воҳиди кувва")] == [UID]


def test_without_a_folder_of_the_teachers_there_is_nothing_to_take_in(db: Database, bank: Bank) -> None:
    bank.own_folder.rmdir()
    assert bank.sync(db) == ()


def test_a_changed_pack_is_taken_in_anew(db: Database, bank: Bank) -> None:
    put(bank, TEXT)
    bank.sync(db)
    put(bank, TEXT.replace("Воҳиди қувва", "Воҳиди асосии қувва"))
    assert bank.sync(db) == ()
    assert "асосии" in bank.item(db, UID).statement


def test_an_unchanged_pack_is_not_read_again(
    db: Database, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(bank, TEXT)
    bank.sync(db)

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Bank, "_take_in", refuse)
    bank.sync(db)
    os.utime(file, ns=(1, 1))  # copied: the same bytes at another time
    bank.sync(db)
    assert in_order(bank.item(db, UID)) == in_order(written_item())


def test_a_pack_that_is_gone_is_forgotten(db: Database, bank: Bank) -> None:
    file = put(bank, TEXT)
    bank.sync(db)
    file.unlink()
    assert bank.sync(db) == ()
    assert code_of(db, bank, UID) is ErrorCode.ITEM_MISSING


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (TEXT.encode("cp1251", "replace"), ErrorCode.PACK_UNREADABLE),
        (b"", ErrorCode.PACK_FIELD),
        (b"\0" * 100, ErrorCode.PACK_NOT_TOML),
        (b"[[item", ErrorCode.PACK_NOT_TOML),
        (b"a" * 10_000_000, ErrorCode.PACK_NOT_TOML),
        ((TEXT + ITEM).encode(), ErrorCode.PACK_TWICE),
        (TEXT.replace(TOPIC.id, "physics.7.magic").encode(), ErrorCode.PACK_TOPIC),
    ],
    ids=["cp1251", "empty", "null bytes", "broken off", "a long line", "twice", "topic"],
)
def test_a_faulty_pack_is_told_and_leaves_what_was_there(
    db: Database, bank: Bank, content: bytes, code: ErrorCode
) -> None:
    file = put(bank, TEXT)
    bank.sync(db)
    file.write_bytes(content)
    (error,) = bank.sync(db)
    assert (error.code, error.data["path"]) == (code, str(file))
    assert in_order(bank.item(db, UID)) == in_order(written_item())
    assert bank.sync(db) == (error,) or bank.sync(db)[0].code is code  # told until it is mended


def test_a_folder_named_like_a_pack_is_told(db: Database, bank: Bank) -> None:
    (bank.own_folder / "папка.toml").mkdir()
    (error,) = bank.sync(db)
    assert error.code is ErrorCode.PACK_UNREADABLE


def test_two_packs_cannot_share_an_item(db: Database, bank: Bank) -> None:
    put(bank, TEXT, "a.toml")
    second = put(bank, TEXT, "b.toml")
    (error,) = bank.sync(db)
    assert error.code is ErrorCode.PACK_TWICE
    assert error.data == {"path": str(second), "item": UID}


def test_a_generator_makes_the_same_item_of_the_same_seed(db: Database, bank: Bank) -> None:
    bank.sync(db)
    item = bank.item(db, "phy_sum:7")
    assert (item.id, item.generator, item.seed, item.topic) == ("phy_sum:7", "phy_sum", 7, TOPIC.id)
    assert bank.item(db, "phy_sum:7") == item
    assert bank.item(db, "phy_sum:8").statement != item.statement


def test_a_generator_has_one_row(db: Database, bank: Bank) -> None:
    bank.sync(db)
    bank.sync(db)
    (row,) = db.rows("SELECT uid, form, is_generator, rating FROM item")
    assert row == {"uid": "phy_sum", "form": Form.CHOICE, "is_generator": 1, "rating": 800}


@pytest.mark.parametrize(
    "uid", ["нест", "phy_sum", "phy_sum:", "phy_sum:x", "нест:1", "phy_sum:" + "9" * 5000, ""]
)
def test_an_item_that_nobody_has_is_missing(db: Database, bank: Bank, uid: str) -> None:
    bank.sync(db)
    assert code_of(db, bank, uid) is ErrorCode.ITEM_MISSING


def test_a_generator_that_fails_is_told_and_logged(
    db: Database, bank: Bank, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(catalog, "generators", lambda: {BROKEN.name: BROKEN, SUM.name: SUM})
    (error,) = bank.sync(db)
    assert (error.code, error.data) == (ErrorCode.GENERATOR_FAILED, {"generator": "phy_broken"})
    assert "ZeroDivisionError" in caplog.text
    assert [row["uid"] for row in db.rows("SELECT uid FROM item")] == ["phy_sum"]
    assert code_of(db, bank, "phy_broken:3") is ErrorCode.GENERATOR_FAILED
