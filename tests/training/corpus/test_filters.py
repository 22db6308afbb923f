"""The filters one by one: languages told apart, quality, privacy, benchmarks, duplicates."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("datatrove", reason="the training's libraries are not installed")

import pyarrow
import pyarrow.parquet
from datatrove.data import Document
from datatrove.pipeline.filters import gopher_quality_filter
from tests.training.corpus.corpora import SHARED, lines_of, tajik

from soro_training.corpus import (
    cleaning,
    contamination,
    figures,
    order,
    pipeline,
    privacy,
    quality,
    rejection,
    report,
)
from soro_training.corpus.identification import identify
from soro_training.corpus.quality import Quality, Repetition, Words
from soro_training.corpus.table import QualityTable
from soro_training.dialogue import school
from soro_training.heldout import name_of

OTHERS = ("ru", "uz", "fa", "ky", "ba", "uk", "sr", "mk", "en")


def test_no_sentence_of_another_language_passes_for_tajik() -> None:
    taken = {name: [line for line in lines_of(name) if identify(line) == "tg"] for name in OTHERS}
    assert {name: some for name, some in taken.items() if some} == {}


def test_tajik_is_known_with_and_without_its_letters() -> None:
    missed = [line for name in ("tg", "tg_plain") for line in lines_of(name) if identify(line) != "tg"]
    assert missed == []


@pytest.mark.parametrize("language", ["ru", "uz", "fa", "ky", "ba"])
def test_a_text_of_a_neighbour_is_named(language: str) -> None:
    some = lines_of(language)
    told = Counter(identify(" ".join(some[at : at + 3])) for at in range(len(some) - 2))
    assert told[language] / told.total() >= 0.95


def test_news_in_tajik_is_known_sentence_by_sentence() -> None:
    file = SHARED / "sib200_tgk" / "train.tsv"
    if not file.exists():
        pytest.skip("the shared Tajik sentences are not on this machine")
    texts = [line.split("\t")[2] for line in file.read_text("utf-8").splitlines()[1:]]
    assert sum(identify(text) == "tg" for text in texts) / len(texts) > 0.995


def judged(text: str, **keys: float) -> str:
    table = QualityTable(**keys)  # type: ignore[arg-type]
    document = Document(text, "a", metadata={"language": "tg", "is_curated": False})
    for step in (Quality(table), Repetition(language=Words())):
        result = step.filter(document)
        if isinstance(result, tuple):
            return str(result[1])
    return ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (tajik(1), ""),
        ("Се калима ҳаст.", "gopher_short_doc"),
        ("Тоҷикистон Душанбе Хуҷанд Кӯлоб Бохтар Хоруғ Исфара Ҳисор Ваҳдат Рашт", "gopher_enough_stop_words"),
        (tajik(1).translate(str.maketrans("ғӣқӯҳҷҒӢҚӮҲҶ", "гикухчГИКУХЧ")), "too_few_special"),
        ("\n".join(f"- {line} ва" for line in lines_of("tg")), "gopher_too_many_bullets"),
        ((tajik(1) + "\n\n") * 6, "dup_para_frac"),
        ("5 8 13 21 34 ва 55 89 дар 144 233 377 610", "gopher_below_avg_threshold"),
    ],
)  # fmt: skip
def test_quality_names_what_it_rejects(text: str, reason: str) -> None:
    assert judged(text) == reason


def test_thresholds_come_from_the_config() -> None:
    assert judged("Се калима ва дар ин ҷо ҳаст.", least_words=3) == ""
    assert judged(tajik(1), least_words=500) == "gopher_short_doc"


def test_the_share_of_the_special_letters_is_counted_in_long_texts_only() -> None:
    assert quality.special_share("ҳҳ аб") == 1.0
    assert quality.special_share("ҳа" * 200) == 0.5


@pytest.mark.parametrize(
    ("text", "left", "kind"),
    [
        ("Ба мо нависед: maktab.7@mail.tj, ҷавоб медиҳем.", "Ба мо нависед:, ҷавоб медиҳем.", "email"),
        ("Занг занед +992 93 500-12-34 имрӯз.", "Занг занед имрӯз.", "telephone"),
        ("Телефон: 221-12-34.", "Телефон:.", "telephone"),
        ("Рақами мо (37) 221 12 34 аст.", "Рақами мо аст.", "telephone"),
        ("Рақами ӯ 918-12-34-56 буд.", "Рақами ӯ буд.", "telephone"),
        ("тел. 2211234, котиб", "тел., котиб", "telephone"),
        ("Шиноснома А 01234567 дода шуд.", "Шиноснома дода шуд.", "document"),
        ("шиносномаи № 0123456 гум шуд", "шиносномаи № гум шуд", "document"),
        ("Корт 4111 1111 1111 1111 баста аст.", "Корт баста аст.", "document"),
    ],
)  # fmt: skip
def test_personal_numbers_are_removed_and_counted(text: str, left: str, kind: str) -> None:
    found, removed = privacy.without_personal(text)
    assert found == left
    assert {name for name, count in removed.items() if count} == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "Солҳои 1941-1945 ҷанг буд.",
        "Аҳолӣ 10 143 543 нафар аст.",
        "Санаи 09.09.1991 ва 2024-11-27 ёд дорем.",
        "Масофа 384 400 км, суръат 299 792 458 м/с аст.",
        "Ҳосили ҷамъи 123 ва 456-78 ёфта шавад.",
        "Қонуни №1234 аз 27.11.2024, моддаи 12-15.",
        "Рақамҳо 1234 5678 9012 3456 корт нестанд.",
        "ISBN 978-99947-0-123-4",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert privacy.without_personal(text)[0] == text


def test_removal_takes_no_longer_than_its_text_is_long() -> None:
    for text in ("а" * 200_000, "a.b-" * 50_000, "1 " * 100_000, "1-" * 100_000, "тел " * 50_000):
        privacy.without_personal(text)  # the suite's time limit tells a search that does not end


def a_benchmark() -> contamination.Benchmarks:
    found = contamination.Benchmarks(8)
    question = "Кадоме аз шаҳрҳои зерин пойтахти Ҷумҳурии Тоҷикистон ба ҳисоб меравад?"
    found.add("exam", question, is_question=True)
    found.add("exam", "Оби тоза дар чанд градус меҷӯшад?", is_question=True)
    found.add("exam", "шаҳри зебои Душанбе дар водии Ҳисор", is_question=False)
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Мақола: кадоме аз шахрхои зерин, ПОЙТАХТИ чумхурии точикистон ба хисоб меравад? Душанбе.",
            "кадоме аз шахрхои зерин пойтахти чумхурии точикистон ба",
        ),
        ("Оби тоза дар чанд градус меҷӯшад? Дар сад градус.", "оби тоза дар чанд градус мечушад"),
        ("Оби тоза дар сад градус меҷӯшад.", ""),
        ("Шаҳри зебои Душанбе дар водии Ҳисор ҷойгир аст.", ""),
        ("soro-benchmark-canary 6f1d", "soro-benchmark-canary"),
    ],
)
def test_a_benchmarks_words_are_found_however_they_are_typed(text: str, words: str) -> None:
    match = a_benchmark().find(text)
    assert (match.words if match else "") == words


@pytest.mark.parametrize("column", ["question", "question_tj"])  # the latter in tajik-evals/MMLU
def test_a_short_question_of_a_published_set_is_found(tmp_path: Path, column: str) -> None:
    row = {column: "Оби тоза дар чанд градус меҷӯшад?", "choices_tj": ["80", "100"], "answer": 1}
    file = tmp_path / "test.jsonl"
    file.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    match = contamination.load([file], 8).find("Мегӯянд: оби тоза дар чанд градус меҷӯшад?")
    assert match is not None
    assert match.words == "оби тоза дар чанд градус мечушад"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Радиуси асоси конус 12 см ва баландии он 3,5 см аст. Ҳаҷмро ёбед.",
            "радиуси асоси конус 0 см ва баландии он",
        ),
        ("Қимати $\\cos 30^\\circ + \\cos 45^\\circ$-ро дар дафтар ёбед.", ""),
        ("Радиуси асоси силиндр 3 см ва баландии он 7 см аст.", ""),
    ],
)
def test_an_item_with_other_numbers_is_the_same_item(text: str, words: str) -> None:
    found = contamination.Benchmarks(8)
    found.add("exam", "Радиуси асоси конус 3 см ва баландии он 7 см аст.", is_question=True)
    found.add("exam", "Қимати $\\sin 150^\\circ + \\cos 60^\\circ$-ро дар дафтар ёбед.", is_question=True)
    match = found.find(text)
    assert (match.words if match else "") == words


@pytest.mark.parametrize("number", ["7", "1 200", "0,25", "12.5", "0{,}25", "3\\,000", "1\u00a0200"])
def test_a_number_is_one_word_however_it_is_written(number: str) -> None:
    assert contamination._words(f"Аз {number} кг то 2x") == ("аз", "0", "кг", "то", "0x")


def test_no_item_of_the_benchmarks_is_one_of_the_bank_or_of_the_generators_with_other_numbers() -> None:
    known = contamination.load(contamination.benchmark_files(), 8)
    ours = school.load(seed=2, variants=3)
    texts = [
        (name_of(item), text) for item in ours.items for text in (item.statement, *item.hints, *item.solution)
    ]
    texts += [(name_of(term), term.meaning) for term in ours.glossary.terms]
    assert [(name, match) for name, text in texts if (match := known.find(text))] == []


@pytest.mark.parametrize("ending", ["jsonl", "csv", "tsv", "parquet"])
def test_benchmarks_of_each_kind_of_file_are_taken_from_a_folder(tmp_path: Path, ending: str) -> None:
    row = {"question": "Оби тоза дар чанд градус меҷӯшад?", "answer": "100"}
    file = tmp_path / "sets" / f"test.{ending}"
    file.parent.mkdir()
    mark = "\t" if ending == "tsv" else ","
    match ending:
        case "parquet":
            pyarrow.parquet.write_table(pyarrow.Table.from_pylist([row]), file)
        case "jsonl":
            file.write_text(json.dumps(row), "utf-8")
        case _:
            file.write_text(f"{mark.join(row)}\n{mark.join(row.values())}\n", "utf-8")
    files = contamination.benchmark_files([str(file.parent)])
    assert files[-1] == file.resolve()
    assert contamination.load(files[-1:], 8).find("Оби тоза дар чанд градус меҷӯшад?")


def test_every_question_of_the_projects_tasks_is_found() -> None:
    files = contamination.benchmark_files()
    if not files:
        pytest.skip("no task has been written yet")
    known = contamination.load(files, 8)
    questions = [
        text
        for file in files
        for line in file.read_text("utf-8").splitlines()
        for key, text in contamination._texts(json.loads(line))
        if key in contamination._QUESTIONS and len(contamination.folded_words(text)) >= 10
    ]
    missed = [text for text in questions if known.find(f"Матн. {text} Матн.") is None]
    assert len(questions) > 50
    assert len(missed) <= 0.02 * len(questions)  # those of formulas alone


def test_cleaning_twice_changes_nothing_more() -> None:
    text = "\ufeffЯк\r\n\r\n\r\n\r\nду\u00a0 се\t\x00чор \n панҷ"
    once = cleaning.clean(text)
    assert once == "Як\n\nду се чор\nпанҷ"
    assert cleaning.clean(once) == once


def test_bands_are_cut_for_the_asked_similarity() -> None:
    for similarity in (0.5, 0.72, 0.8, 0.95):
        buckets, hashes = pipeline.bands(similarity)
        assert buckets * hashes <= 112
        assert abs((1 / buckets) ** (1 / hashes) - similarity) < 0.06


def test_each_bucket_of_the_corpus_gets_a_place_of_its_own() -> None:
    places = [order.places(seed, 50) for seed in (1, 1, 2)]
    assert sorted(places[0]) == list(range(50))
    assert places[0] == places[1] != places[2]


def test_figures_of_parts_add_up_to_those_of_the_whole() -> None:
    documents = [
        Document(
            tajik(at),
            "a",
            metadata={"language": "tg", "source": "s", "licence": "CC0", "removed": {"email": at}},
        )
        for at in range(6)
    ]
    parts = [figures.Figures() for _ in range(3)]
    for at, document in enumerate(documents):
        parts[at % 3].count(document, is_heldout=at == 0)
    whole = figures.merged(part.table() for part in parts)
    assert whole["sizes"]["source:s"]["documents"] == 6
    assert whole["sizes"]["split:heldout"]["documents"] == 1
    assert whole["sizes"]["source:s"]["words"] == sum(len(tajik(at).split()) for at in range(6))
    assert whole["removed"] == {"email": 15}
    shares = report.letter_shares(whole["letters"])
    assert sum(shares.values()) == pytest.approx(1)
    assert list(shares)[:5] == list("абвгғ")


def test_every_reason_that_gopher_gives_has_a_meaning() -> None:
    code = Path(gopher_quality_filter.__file__).read_text("utf-8")
    names = re.findall(r'False, "(gopher_\w+)"', code)
    assert len(names) > 8
    assert all(rejection.meaning(name) for name in names)
