"""Packs as people write them, and what is said of what is wrong with them."""

import unicodedata

import pytest
from tests.pack_example import HEAD, ITEM, TEXT, TOPICS, read, schema

from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.item import Choice, Form, Matching, Number
from soro_tutor.domain.item_table import item_from, table_of
from soro_tutor.exchange import pack


def refused(text: str) -> TutorError:
    with pytest.raises(TutorError) as caught:
        read(text)
    return caught.value


def with_form(form: str, fields: str) -> str:
    """The item with another form and its fields, where the options stood."""
    start, end = ITEM.index("options = ["), ITEM.index("hints = [")
    return HEAD + ITEM[:start].replace('"choice"', f'"{form}"') + fields + "\n" + ITEM[end:]


FORMS = {
    "several": 'options = [{ text = "а", right = true }, { text = "б", right = true },'
    ' { text = "в", misconception = "г" }, { text = "д", misconception = "е" }]',
    "true_false": 'answer = false\nmisconception = "Шояд."',
    "short": 'accept = ["нютон", "Н"]\nwrong = [{ text = "ҷоул", misconception = "Шояд." }]',
    "number": 'value = "3/4"\nunit = "m/s"\ntolerance = 0.01',
    "matching": 'left = ["а", "б", "в", "г"]\nright = ["1", "2", "3", "4", "5"]\npairs = [2, 1, 5, 3]',
    "order": 'parts = ["як", "ду", "се"]',
    "cloze": 'gaps = [{ accept = ["нютон"], wrong = [{ text = "ватт", misconception = "Шояд." }] }]',
    "derivation": 'start = "2x + 6 = 14"\nresult = "x = 4"',
}


def test_a_pack_is_read_with_its_items() -> None:
    found = read(TEXT)
    assert (found.subject, found.title, found.author) == (Subject.PHYSICS, "Физика: санҷиш", "Муаллим")
    (item,) = found.items
    assert (item.id, item.grade, item.form, len(item.hints)) == ("phy-7-force-unit", 7, Form.CHOICE, 3)
    assert isinstance(item.response, Choice)
    assert [option.text for option in item.response.options if option.is_right] == ["нютон"]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_read_and_kept_as_a_table(form: str) -> None:
    (item,) = read(with_form(form, FORMS[form])).items
    assert item.form == form
    assert item_from(table_of(item), Subject.PHYSICS) == item


def test_pairs_are_counted_from_one_in_a_pack() -> None:
    response = read(with_form("matching", FORMS["matching"])).items[0].response
    assert isinstance(response, Matching)
    assert response.pairs == (1, 0, 4, 2)


def test_a_number_is_kept_exactly() -> None:
    response = read(with_form("number", FORMS["number"])).items[0].response
    assert response == Number("3/4", "m/s", 0.01)


def test_letters_in_two_parts_become_one() -> None:
    split = TEXT.replace("кашф кардааст", "тоҷикӣ ӯ")
    item = read(unicodedata.normalize("NFD", split)).items[0]
    assert item.hints[1].endswith("тоҷикӣ ӯ.")


def test_a_byte_order_mark_is_no_fault() -> None:
    assert pack.decode(b"\xef\xbb\xbf" + TEXT.encode(), "p.toml") == TEXT


@pytest.mark.parametrize("content", [TEXT.encode("cp1251", "replace"), TEXT.encode("utf-16"), b"\xff"])
def test_what_is_not_utf_8_cannot_be_read(content: bytes) -> None:
    with pytest.raises(TutorError) as caught:
        pack.decode(content, "p.toml")
    assert caught.value.code is ErrorCode.PACK_UNREADABLE


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (TEXT.replace("grade = 7", "grade = "), 10),
        (TEXT + "x", 27),
        (TEXT.replace('"Муаллим"', '"Муал\0лим"'), 4),
        ("a = " + "[" * 100_000, 1),
        ("a = " + "1" * 10_000, 1),
    ],
    ids=["no value", "broken off", "null byte", "deep", "long number"],
)
def test_what_is_not_toml_is_said_with_its_line(text: str, line: int) -> None:
    error = refused(text)
    assert error.code is ErrorCode.PACK_NOT_TOML
    assert error.data == {"path": "санҷиш.toml", "line": line}


def test_an_empty_file_lacks_its_fields() -> None:
    error = refused("")
    assert (error.code, error.data["item"]) == (ErrorCode.PACK_FIELD, "")


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        ("grade = 7", "grade = 12", "grade"),
        ("grade = 7", 'grade = "7"', "grade"),
        ("grade = 7", "grade = 6", "grade"),  # earlier than its topic
        ("difficulty = 2\n", "", "difficulty"),
        ("difficulty = 2", "dificulty = 2\ndifficulty = 2", "dificulty"),
        ("difficulty = 2", "tolerance = 0.1\ndifficulty = 2", "tolerance"),  # of another form
        ('form = "choice"', 'form = "essay"', "form"),
        (', misconception = "Шояд шумо воҳиди фишорро ба ёд овардед."', "", "options.4.misconception"),
        ('{ text = "ватт"', "{ text = 5", "options.3.text"),
        ('"Ба формула нигоҳ кунед.",', "", "hints"),
        ('"Ба формула нигоҳ кунед."', '""', "hints.1"),
        ('id = "phy-7-force-unit"', 'id = "Воҳид"', "id"),
        ("Ба формула", "а" * 10_000_000, "hints.1"),
    ],
)
def test_a_wrong_field_is_named_with_its_item(before: str, after: str, field: str) -> None:
    assert before in TEXT
    error = refused(TEXT.replace(before, after, 1))
    assert error.code is ErrorCode.PACK_FIELD
    assert error.data["field"] == field
    assert error.data["item"] == ("Воҳид" if field == "id" else "phy-7-force-unit")


def test_a_tolerance_that_is_no_number_is_refused() -> None:
    error = refused(with_form("number", 'value = "1"\ntolerance = nan'))
    assert (error.code, error.data["field"]) == (ErrorCode.PACK_FIELD, "tolerance")


def test_an_item_without_a_name_is_named_by_its_number() -> None:
    error = refused(TEXT + ITEM.replace('id = "phy-7-force-unit"\n', ""))
    assert (error.data["item"], error.data["field"]) == ("2", "id")


def test_a_wrong_field_of_the_pack_itself_names_no_item() -> None:
    error = refused(TEXT.replace('author = "Муаллим"\n', ""))
    assert (error.data["item"], error.data["field"]) == ("", "author")


def test_two_items_of_one_id_are_refused() -> None:
    error = refused(TEXT + ITEM)
    assert error.code is ErrorCode.PACK_TWICE
    assert error.data["item"] == "phy-7-force-unit"


@pytest.mark.parametrize("change", [("physics.7.force", "physics.7.magic"), ('"physics"', '"law"')])
def test_a_topic_that_the_subject_does_not_have_is_refused(change: tuple[str, str]) -> None:
    error = refused(TEXT.replace(*change))
    assert error.code is ErrorCode.PACK_TOPIC
    assert error.data["item"] == "phy-7-force-unit"


def test_all_faults_are_told_at_once() -> None:
    text = TEXT.replace("grade = 7", "grade = 70").replace("difficulty = 2", "difficulty = 20")
    found, faults = pack.examined(text, "p.toml", schema(), TOPICS)
    assert found is None
    assert [fault.data["field"] for fault in faults] == ["difficulty", "grade"]


def test_items_off_topic_can_still_be_looked_at() -> None:
    found, faults = pack.examined(TEXT, "p.toml", schema(), {})
    assert found is not None
    assert [fault.code for fault in faults] == [ErrorCode.PACK_TOPIC]
