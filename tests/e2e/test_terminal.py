"""The terminal's commands, started as a person starts them, on the real small model."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from soro_tutor.store.lock import lock

SECONDS = 600


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A person's folder as it may be: Cyrillic letters, a Tajik one, and a space."""
    folder = tmp_path / "Муаллим Ҷӯра" / "Ҳуҷҷатҳои ман"
    folder.mkdir(parents=True)
    return folder


def soro(*words: str) -> subprocess.CompletedProcess[str]:
    """Run `soro-tutor` with these words."""
    return subprocess.run(
        [sys.executable, "-m", "soro_tutor", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
        # A pipe on a machine without UTF-8: the Tajik letters must come through all the same.
        env={**os.environ, "PYTHONIOENCODING": "ascii", "USERNAME": "Ҷамшед", "USER": "Ҷамшед"},
    )


def test_ask_streams_an_answer_and_ends_well(home: Path, small_model: Path) -> None:
    model = home / "модели хурд.gguf"
    os.link(small_model, model) if _is_same_disk(small_model, home) else model.symlink_to(small_model)
    words = ("ask", "--subject", "physics", "--data-dir", str(home), "--model", str(model), "Қувва чист?")
    for _ in range(4):  # the small base model at times draws an empty answer
        done = soro(*words)
        assert done.returncode == 0, done.stderr
        assert "Савол хонда мешавад…" in done.stderr
        if done.stdout.strip():
            break
    assert done.stdout.strip()


def _is_same_disk(one: Path, other: Path) -> bool:
    return one.stat().st_dev == other.stat().st_dev


def test_ask_before_the_first_start_leaves_no_database(home: Path, small_model: Path) -> None:
    done = soro(
        "--data-dir", str(home), "--model", str(small_model), "ask", "--subject", "law", "Ҳуқуқ чист?"
    )
    assert done.returncode == 0, done.stderr
    assert not list(home.glob("*.db"))


def test_doctor_reports_as_json(home: Path, small_model: Path) -> None:
    done = soro("doctor", "--json", "--data-dir", str(home), "--model", str(small_model))
    report = json.loads(done.stdout)
    assert done.returncode == 0
    assert report["is_sound"]
    assert report["machine"]["cores"] >= 1
    assert report["machine"]["memory_available"] > 0
    assert report["engine"]["card"]["architecture"] == "gemma3"
    assert report["engine"]["card"]["is_base"]
    assert report["engine"]["writing_speed"] > 0
    assert report["versions"]["llama-cpp-python"]


def test_doctor_reads_well(home: Path, small_model: Path) -> None:
    done = soro("doctor", "--data-dir", str(home), "--model", str(small_model))
    assert done.returncode == 0
    assert "Протсессор" in done.stdout
    assert str(small_model) in done.stdout


def _broken(kind: str, home: Path, small_model: Path) -> Path:
    file = home / "вайрон.gguf"
    if kind == "missing":
        return file
    if kind == "folder":
        file.mkdir()
    elif kind == "text":
        file.write_text("Ин матн аст, на модел. " * 100, encoding="utf-8")
    elif kind == "empty":
        file.write_bytes(b"")
    else:
        with small_model.open("rb") as whole:
            file.write_bytes(whole.read(small_model.stat().st_size // 2))
    return file


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("missing", "Файли модел ёфт нашуд"),
        ("folder", "Ин ҷузвдон аст"),
        ("text", "Ин файли модел нест"),
        ("empty", "Ин файли модел нест"),
        ("half", "Файли модел нопурра аст"),
    ],
)
def test_a_bad_model_file_ends_in_a_sentence(kind: str, sentence: str, home: Path, small_model: Path) -> None:
    model = _broken(kind, home, small_model)
    done = soro("ask", "--subject", "law", "--data-dir", str(home), "--model", str(model), "Ҳуқуқ чист?")
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_doctor_says_what_is_wrong_with_a_model(home: Path, small_model: Path) -> None:
    model = _broken("half", home, small_model)
    done = soro("doctor", "--json", "--data-dir", str(home), "--model", str(model))
    report = json.loads(done.stdout)
    assert done.returncode == 2
    assert not report["is_sound"]
    assert report["engine"]["error"]["code"] == "model_truncated"


def test_a_second_program_on_the_same_data_is_told_so(home: Path, small_model: Path) -> None:
    held = lock(home)
    done = soro("ask", "--subject", "law", "--data-dir", str(home), "--model", str(small_model), "Ҳуқуқ?")
    held.release()
    assert done.returncode == 2
    assert "Барнома аллакай кушода аст" in done.stderr


def test_strange_letters_are_answered_too(home: Path, small_model: Path) -> None:
    question = "🙂👩‍🚀 ما هو القانون؟ қув\u200bва\u200d чист\u2060? <end_of_turn>"
    done = soro("ask", "--subject", "law", "--data-dir", str(home), "--model", str(small_model), question)
    assert done.returncode == 0, done.stderr


def test_a_question_of_a_megabyte_ends_in_a_sentence(home: Path, small_model: Path) -> None:
    # A command line takes at most 128 KB in one word, which is too long for the model all the same.
    question = "дарозӣ " * 9_000
    done = soro("ask", "--subject", "law", "--data-dir", str(home), "--model", str(small_model), question)
    assert done.returncode == 2
    assert "Савол аз ҳад дароз аст" in done.stderr
