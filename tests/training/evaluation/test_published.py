"""Published sets in their published columns, on rows written here; none of theirs is kept in the project."""

import csv
import io
import json
from pathlib import Path
from typing import Any, get_args

import pytest

pytest.importorskip("pyarrow", reason="the training's libraries are not installed")

import pyarrow
import pyarrow.parquet

from soro_training.errors import Fault, TrainingError
from soro_training.evaluation import published
from soro_training.evaluation.published import SetName
from soro_training.evaluation.task import Choice, Matching, Short, Task

ABCD = ("сурх", "сабз", "кабуд", "зард")
SIB200 = Path(__file__).parents[4] / "shared" / "data" / "sib200_tgk" / "dev.tsv"

Row = dict[str, Any]


def options(columns: tuple[str, ...]) -> Row:
    return dict(zip(columns, ABCD, strict=True))


LETTERED = options(("option_a", "option_b", "option_c", "option_d"))
ROWS: dict[SetName, Row] = {
    "tajlib": {"id": 1, "question": "Ранги осмон?", **LETTERED, "answer": "C"},
    "talim": {
        "number": 1, "question": "Ранги осмон?", "options": json.dumps(ABCD), "type": "multiple-choice",
        "topic": "ранг", "section": "A", "answer": "С", "subject": "biology",  # a Cyrillic С
    },
    "tajik_evals_mmlu": {
        "question_tj": "Ранги осмон?", "choices_tj": list(ABCD), "answer": 2, "subject": "astronomy",
    },
    "tajik_mmlu": {"question": "Ранги осмон?", "choices": list(ABCD), "answer": "кабуд", "subject": "law"},
    "belebele": {
        "flores_passage": "Осмон кабуд аст.", "question": "Ранги осмон?",
        **options(("mc_answer1", "mc_answer2", "mc_answer3", "mc_answer4")), "correct_answer_num": "3",
    },
    "sib200": {"index_id": 7, "category": "health", "text": "Об нӯшидан фоиданок аст."},
    "arc": {
        "id": "x", "question": "Which colour?", "answerKey": "3",
        "choices": {"text": list(ABCD), "label": ["1", "2", "3", "4"]},
    },
    "hellaswag": {
        "ind": 1, "activity_label": "Painting", "ctx_a": "A man paints.", "ctx_b": "he [step] then",
        "ctx": "A man paints. he then", "endings": list(ABCD), "label": "2",
    },
    "mmlu": {"question": "Which colour?", "subject": "astronomy", "choices": list(ABCD), "answer": 2},
}  # fmt: skip


def written(folder: Path, rows: list[Row], name: str = "rows.jsonl") -> str:
    file = folder / name
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return str(file)


def read(form: SetName, path: str) -> Task:
    return published.read("trial", form, path, "test")


def test_every_set_has_a_row_here() -> None:
    assert set(ROWS) == set(get_args(SetName))


@pytest.mark.parametrize("form", list(ROWS))
def test_a_set_is_read_in_its_published_columns(form: SetName, tmp_path: Path) -> None:
    (item,) = read(form, written(tmp_path, [ROWS[form]])).items
    assert isinstance(item, Choice)
    assert item.options[item.answer] == ("саломатӣ" if form == "sib200" else "кабуд")
    assert item.id == "trial-00001"


def test_a_passage_and_a_beginning_are_kept(tmp_path: Path) -> None:
    (reading,) = read("belebele", written(tmp_path, [ROWS["belebele"]])).items
    (begun,) = read("hellaswag", written(tmp_path, [ROWS["hellaswag"]])).items
    assert isinstance(reading, Choice)
    assert isinstance(begun, Choice)
    assert reading.passage == "Осмон кабуд аст."
    assert (begun.question, begun.is_continued) == ("Painting: A man paints. He then", True)


def test_talim_has_pairs_and_free_answers_too(tmp_path: Path) -> None:
    pairs = {
        **ROWS["talim"], "type": "matching", "question": "Ёбед", "answer": "А-2, В-1, С-4, D-3",
        "options": json.dumps({"left": list(ABCD), "right": ["1", "2", "3", "4", "5"]}),
    }  # fmt: skip
    free = {**ROWS["talim"], "type": "free-response", "question": "2+2?", "options": None, "answer": "4"}
    matching, short = read("talim", written(tmp_path, [pairs, free])).items
    assert isinstance(matching, Matching)
    assert matching.answer == (1, 0, 3, 2)
    assert isinstance(short, Short)
    assert short.accepted == ("4",)


def answers(task: Task) -> list[str]:
    return [item.options[item.answer] for item in task.items if isinstance(item, Choice)]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("АВСD", ABCD),  # Cyrillic letters for the Latin ones that look like them
        ("АБВГ", ABCD),
        ("абвг", ABCD),
        ("АВВГ", ("сурх", "кабуд", "кабуд", "зард")),  # one Г shows what a В is
        ("AВCD", ABCD),
        ("АБВС", ("сурх", "сабз", "кабуд")),  # a С has no place in А Б В Г
    ],
)
def test_the_letters_of_a_key_are_those_of_its_whole_file(
    tmp_path: Path, keys: str, expected: tuple[str, ...]
) -> None:
    rows = [{**ROWS["tajlib"], "question": f"Саволи {at}?", "answer": key} for at, key in enumerate(keys)]
    task = read("tajlib", written(tmp_path, rows))
    assert answers(task) == list(expected)
    assert task.skipped == len(rows) - len(expected)


NUMBERS = ("1", "2", "3", "4")


@pytest.mark.parametrize(("answer", "place"), [(2, 2), ("2", 1), ("C", 2), ("с)", 2), ("4", 3), (0, 0)])
def test_a_number_is_an_index_and_digits_are_a_text(answer: Any, place: int) -> None:
    assert published.index_of(answer, NUMBERS) == place


def test_digits_that_are_no_option_name_none() -> None:
    with pytest.raises(published.RowError):
        published.index_of("2", ABCD)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["2", "0", " 3"], ["3", "1", "4"]),  # digits only, as a CSV has them: indexes
        (["2", None, "0"], ["3", "1"]),
        (["2", "B", "4"], ["2", "2", "4"]),  # among letters digits are an option's text
        ([2, "B", "4"], ["3", "2", "4"]),
    ],
)
def test_digits_are_indexes_where_the_whole_column_holds_nothing_else(
    tmp_path: Path, keys: list[Any], expected: list[str]
) -> None:
    options = dict(zip(LETTERED, NUMBERS, strict=True))
    rows = [
        {**ROWS["tajlib"], **options, "question": f"Саволи {at}?", "answer": key}
        for at, key in enumerate(keys)
    ]
    assert answers(read("tajlib", written(tmp_path, rows))) == expected


def test_a_key_of_pairs_may_be_cyrillic_and_free_answers_are_no_key(tmp_path: Path) -> None:
    pairs = {
        **ROWS["talim"], "type": "matching", "question": "Ёбед", "answer": "А-2, Б-1, В-4, Г-3",
        "options": json.dumps({"left": list(ABCD), "right": ["1", "2", "3", "4", "5"]}),
    }  # fmt: skip
    free = {**ROWS["talim"], "type": "free-response", "question": "Ҳарфи дуюм?", "answer": "Б"}
    lettered = {**ROWS["talim"], "answer": "В"}
    matching, short, third = read("talim", written(tmp_path, [pairs, free, lettered])).items
    assert isinstance(matching, Matching)
    assert isinstance(short, Short)
    assert isinstance(third, Choice)
    assert (matching.answer, short.accepted, third.answer) == ((1, 0, 3, 2), ("Б",), 2)
    _, alike = read("talim", written(tmp_path, [free, lettered])).items
    assert isinstance(alike, Choice)
    assert alike.answer == 1


def test_the_subject_is_that_of_the_file_where_the_set_has_no_column(tmp_path: Path) -> None:
    (item,) = read("tajlib", written(tmp_path, [ROWS["tajlib"]], "literature.jsonl")).items
    assert item.subject == "tajik_literature"


def test_the_same_rows_may_stand_in_parquet_csv_and_tsv(tmp_path: Path) -> None:
    rows = [ROWS["tajlib"], {**ROWS["tajlib"], "question": 'Ранги "хун",\nгӯед', "answer": "A"}]
    plain = read("tajlib", written(tmp_path, rows)).items
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "rows.parquet")
    for name, separator in (("rows.csv", ","), ("rows.tsv", "\t")):
        content = io.StringIO(newline="")
        writer = csv.DictWriter(content, list(rows[0]), delimiter=separator)
        writer.writeheader()
        writer.writerows(rows)
        (tmp_path / name).write_text("\ufeff" + content.getvalue(), encoding="utf-8", newline="")
    for name in ("rows.parquet", "rows.csv", "rows.tsv"):
        assert read("tajlib", str(tmp_path / name)).items == plain


def test_rows_that_cannot_be_scored_or_repeat_another_are_counted(tmp_path: Path) -> None:
    good = ROWS["tajlib"]
    rows = [
        good,
        {**good, "answer": "E"},
        {**good, "answer": None},
        {**good, "question": "РАНГИ ОСМОН?"},
        {**good, "option_a": ""},
    ]
    task = read("tajlib", written(tmp_path, rows))
    assert (len(task.items), task.skipped) == (1, 4)


def test_other_columns_are_told(tmp_path: Path) -> None:
    with pytest.raises(TrainingError) as refused:
        read("belebele", written(tmp_path, [ROWS["mmlu"]]))
    assert refused.value.fault is Fault.SET_COLUMNS_MISSING
    assert "flores_passage" in str(refused.value.data["names"])


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("rows.jsonl", b'{"question": ', Fault.FILE_DAMAGED),
        ("rows.jsonl", b"[1, 2]\n", Fault.FILE_DAMAGED),
        ("rows.jsonl", b"", Fault.FILE_DAMAGED),
        ("rows.csv", "question\nҶ\n".encode("utf-16"), Fault.FILE_DAMAGED),
        ("rows.parquet", b"PAR1 no", Fault.FILE_DAMAGED),
        ("rows.tsv", None, Fault.FILE_MISSING),
    ],
)
def test_a_damaged_file_is_told(tmp_path: Path, name: str, content: bytes | None, fault: Fault) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(TrainingError) as refused:
        read("tajlib", str(tmp_path / name))
    assert refused.value.fault is fault


def test_a_set_without_one_sound_row_is_told(tmp_path: Path) -> None:
    with pytest.raises(TrainingError) as refused:
        read("mmlu", written(tmp_path, [{**ROWS["mmlu"], "answer": 9}]))
    assert refused.value.fault is Fault.FILE_DAMAGED


@pytest.mark.skipif(not SIB200.exists(), reason="the shared data is not here")
def test_the_real_sib200_is_read_whole() -> None:
    task = read("sib200", str(SIB200))
    assert (len(task.items), task.skipped) == (99, 0)
    assert {item.options[item.answer] for item in task.items if isinstance(item, Choice)} >= {
        "варзиш",
        "сиёсат",
    }


def test_a_set_may_come_from_the_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    import datasets

    asked: list[Any] = []

    def load(*place: Any, **words: Any) -> Any:
        asked.append((*place, words))
        return datasets.Dataset.from_list([ROWS["belebele"]])

    monkeypatch.setattr(datasets, "load_dataset", load)
    task = published.read("reading_abroad", "belebele", "", "test", "abc")
    assert asked == [("facebook/belebele", "tgk_Cyrl", {"split": "test", "revision": "abc"})]
    assert (task.items[0].id, task.version) == ("reading_abroad-00001", "abc")


@pytest.mark.parametrize(
    ("form", "given", "split"),
    [
        ("hellaswag", "", "validation"),  # the labels of its test are not published
        ("tajlib", "", "grammar+law+literature"),
        ("tajlib", "law", "law"),
        ("mmlu", "", "test"),
    ],
)
def test_the_split_of_the_hub_is_the_one_with_answers(
    monkeypatch: pytest.MonkeyPatch, form: SetName, given: str, split: str
) -> None:
    import datasets

    asked: list[str] = []

    def load(*_: Any, **words: Any) -> Any:
        asked.append(words["split"])
        return datasets.Dataset.from_list([ROWS[form]])

    monkeypatch.setattr(datasets, "load_dataset", load)
    published.read("abroad", form, "", given)
    assert asked == [split]


@pytest.mark.parametrize("error", [ConnectionError("no route"), ValueError("Unknown split"), None])
def test_a_hub_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch, error: Exception | None) -> None:
    import datasets

    def fail(*_: Any, **__: Any) -> Any:
        raise error or datasets.exceptions.DatasetNotFoundError("gated")

    monkeypatch.setattr(datasets, "load_dataset", fail)
    with pytest.raises(TrainingError) as refused:
        published.read("reading_abroad", "belebele", "", "test")
    assert refused.value.fault is Fault.HUB_UNREACHABLE
    assert refused.value.data["source"] == "facebook/belebele"
