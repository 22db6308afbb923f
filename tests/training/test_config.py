"""The config of a run, and what is said of a faulty one."""

from pathlib import Path
from typing import Literal

import pytest

pytest.importorskip("pydantic", reason="the training's libraries are not installed")

from soro_training import config
from soro_training.errors import Fault, TrainingError

WHOLE = """# a run
[run]
name = "trial"
folder = "runs/trial"
seed = 5

[corpus]
words = 3

[[corpus.sources]]
path = "a.txt"

[[corpus.sources]]
path = "b.txt"
weight = 2
"""


@config.table
class Source:
    path: Path
    weight: float = 1.0


@config.table
class Corpus:
    words: int = 1
    kind: Literal["a", "b"] = "a"
    sources: tuple[Source, ...] = ()


def read(tmp_path: Path, text: str) -> Corpus:
    file = tmp_path / "run.toml"
    file.write_text(text, encoding="utf-8")
    return config.load(file, ("corpus", "sft")).stage("corpus", Corpus)


def test_a_whole_config_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, WHOLE) == Corpus(3, "a", (Source(Path("a.txt")), Source(Path("b.txt"), 2.0)))


@pytest.mark.parametrize(
    ("old", "new", "fault", "line", "key"),
    [
        ("words = 3", "wrods = 3", Fault.CONFIG_KEY_UNKNOWN, 8, "corpus.wrods"),
        ("words = 3", 'words = "3"', Fault.CONFIG_VALUE_WRONG, 8, "corpus.words"),
        ("words = 3", "words = true", Fault.CONFIG_VALUE_WRONG, 8, "corpus.words"),
        ("words = 3", "words = 3.5", Fault.CONFIG_VALUE_WRONG, 8, "corpus.words"),
        ("words = 3", 'kind = "c"', Fault.CONFIG_VALUE_WRONG, 8, "corpus.kind"),
        ("weight = 2", "wieght = 2", Fault.CONFIG_KEY_UNKNOWN, 15, "corpus.sources.1.wieght"),
        ('path = "b.txt"', "", Fault.CONFIG_KEY_MISSING, 13, "corpus.sources.1.path"),
        ("seed = 5", "sede = 5", Fault.CONFIG_KEY_UNKNOWN, 5, "run.sede"),
        ('name = "trial"', "", Fault.CONFIG_KEY_MISSING, 2, "run.name"),
        ('name = "trial"', 'name = "a/b"', Fault.CONFIG_VALUE_WRONG, 3, "run.name"),
        ('name = "trial"', 'name = ""', Fault.CONFIG_VALUE_WRONG, 3, "run.name"),
        ('name = "trial"', 'name = "a\\n"', Fault.CONFIG_VALUE_WRONG, 3, "run.name"),
        ("seed = 5", "seed = -1", Fault.CONFIG_VALUE_WRONG, 5, "run.seed"),
        ("[corpus]", "[base]\nlayers = 0\n[corpus]", Fault.CONFIG_VALUE_WRONG, 8, "base.layers"),
        ("[corpus]", "[base]\nlayers = 8\n[corpus]", Fault.CONFIG_VALUE_WRONG, 8, "base.layers"),
        ("[corpus]", "[base]\ncontext = 0\n[corpus]", Fault.CONFIG_VALUE_WRONG, 8, "base.context"),
        ("[corpus]", "[korpus]", Fault.CONFIG_KEY_UNKNOWN, 7, "korpus"),
        ("[run]\n", "[runs]\n", Fault.CONFIG_KEY_UNKNOWN, 2, "runs"),
    ],
)
def test_a_faulty_key_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, fault: Fault, line: int, key: str
) -> None:
    with pytest.raises(TrainingError) as refused:
        read(tmp_path, WHOLE.replace(old, new).replace("[[korpus", "[[corpus"))
    assert (refused.value.fault, refused.value.data["line"], refused.value.data["key"]) == (fault, line, key)


def test_a_name_may_be_written_in_tajik(tmp_path: Path) -> None:
    file = tmp_path / "run.toml"
    file.write_text(WHOLE.replace('"trial"', '"Соро-ӯ_1.0"'), encoding="utf-8")
    assert config.load(file, ("corpus",)).run.name == "Соро-ӯ_1.0"


def test_a_line_that_is_no_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(TrainingError) as refused:
        read(tmp_path, WHOLE.replace("words = 3", "words = = 3"))
    assert refused.value.fault is Fault.CONFIG_NOT_TOML
    assert "line 8" in str(refused.value.data["detail"])


def test_a_config_with_a_byte_order_mark_and_windows_line_ends_is_read(tmp_path: Path) -> None:
    file = tmp_path / "run.toml"
    file.write_bytes(b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode())
    assert config.load(file, ("corpus",)).run.seed == 5


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (lambda place: None, Fault.CONFIG_MISSING),
        (lambda place: place.mkdir(), Fault.CONFIG_IS_FOLDER),
        (lambda place: place.write_bytes(b"\xff\xfe\x00"), Fault.CONFIG_NOT_TOML),
    ],
)
def test_what_is_no_config_is_told(tmp_path: Path, make, fault: Fault) -> None:
    make(tmp_path / "x.toml")
    with pytest.raises(TrainingError) as refused:
        config.load(tmp_path / "x.toml", ())
    assert refused.value.fault is fault
