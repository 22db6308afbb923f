"""Model files, good and bad: each bad one is refused with its own code before anything is lost."""

import ctypes
import os
import shutil
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from soro_tutor.domain.dialogue import Role, Turn
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.engine import llama, loading, memory
from soro_tutor.engine.messages import (
    Event,
    Fingerprint,
    Generate,
    Load,
    Loading,
    LoadPhase,
    ModelCard,
    Sampling,
)

CHAT = (
    "{{ bos_token }}{% for m in messages %}<start_of_turn>{{ m.role }}\n{{ m.content }}<end_of_turn>\n"
    "{% endfor %}{% if add_generation_prompt %}<start_of_turn>model\n{% endif %}"
)


def card_of(load: Load, emit: Callable[[Event], None] = lambda _event: None) -> ModelCard:
    model = loading.load_model(load, emit)
    model.close()
    return model.card


def code_of(load: Load) -> ErrorCode:
    with pytest.raises(TutorError) as error:
        loading.load_model(load, lambda _event: None)
    return error.value.code


@pytest.fixture
def forged(small_model: Path, tmp_path: Path) -> Callable[..., Path]:
    """Copies of the small model with other texts in their header; tensors and all else are its own."""
    reader = llama.gguf_reader()
    ggml = reader._ggml
    ggml.gguf_set_val_str.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p]
    ggml.gguf_set_val_u32.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32]
    ggml.gguf_write_to_file.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_bool]

    def forge(**values: str | int) -> Path:
        path = tmp_path / "forged.gguf"
        with reader._opened(str(small_model)) as file:
            for key, value in values.items():
                name = key.replace("__", ".").encode()
                if isinstance(value, str):
                    ggml.gguf_set_val_str(file, name, value.encode())
                else:
                    ggml.gguf_set_val_u32(file, name, value)
            assert ggml.gguf_write_to_file(file, str(path).encode(), True)
            start = ggml.gguf_get_data_offset(file)
        with small_model.open("rb") as source, path.open("ab") as target:
            source.seek(start)
            shutil.copyfileobj(source, target, 2**24)
        return path

    return forge


def test_a_good_file_is_described(small_model: Path) -> None:
    events: list[Event] = []
    card = card_of(Load(str(small_model)), events.append)
    assert (card.name, card.architecture, card.context) == ("Gemma 3 270m", "gemma3", 4096)
    assert card.is_base
    assert not card.has_template
    assert card.fingerprint.sha256.startswith("a5fd3b62")
    size = small_model.stat().st_size
    assert [event for event in events if event == Loading(LoadPhase.CHECKING, size, size)]
    assert events[-1] == Loading(LoadPhase.OPENING, 1000, 1000)


def test_a_path_with_cyrillic_letters_and_spaces(small_model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Муаллим Ҷӯра ғ"
    folder.mkdir()
    link = folder / "модели ман.gguf"
    os.link(small_model, link) if link.parent.stat().st_dev == small_model.stat().st_dev else shutil.copy(
        small_model, link
    )
    assert card_of(Load(str(link))).path == str(link)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ErrorCode.MODEL_NOT_GGUF),
        (b"GG", ErrorCode.MODEL_NOT_GGUF),
        ("Ин матни оддӣ аст.".encode(), ErrorCode.MODEL_NOT_GGUF),
        (b"GGUF", ErrorCode.MODEL_TRUNCATED),
        (b"GGUF" + struct.pack("<IQQ", 3, 2**60, 2**60), ErrorCode.MODEL_TRUNCATED),
        (b"GGUF" + b"\xff" * 500, ErrorCode.MODEL_TRUNCATED),
    ],
)
def test_what_is_no_model_is_refused(tmp_path: Path, content: bytes, code: ErrorCode) -> None:
    path = tmp_path / "some.gguf"
    path.write_bytes(content)
    assert code_of(Load(str(path))) is code


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert code_of(Load(str(tmp_path / "none.gguf"))) is ErrorCode.MODEL_MISSING
    assert code_of(Load(str(tmp_path / "none-00001-of-00002.gguf"))) is ErrorCode.MODEL_MISSING
    assert code_of(Load(str(tmp_path))) is ErrorCode.MODEL_IS_FOLDER
    assert code_of(Load("bad\0name.gguf")) is ErrorCode.MODEL_UNREADABLE


@pytest.mark.parametrize("share", [0.5, 0.001, 0.999999])
def test_a_file_that_breaks_off_is_refused(small_model: Path, tmp_path: Path, share: float) -> None:
    path = tmp_path / "half.gguf"
    length = int(small_model.stat().st_size * share)
    with small_model.open("rb") as file:
        path.write_bytes(file.read(length))
    with pytest.raises(TutorError) as error:
        loading.load_model(Load(str(path)), lambda _event: None)
    assert error.value.code is ErrorCode.MODEL_TRUNCATED
    assert error.value.data["present"] == length


def test_an_unknown_architecture_is_named(forged: Callable[..., Path]) -> None:
    path = forged(general__architecture="mammoth9")
    with pytest.raises(TutorError) as error:
        loading.load_model(Load(str(path)), lambda _event: None)
    assert error.value.code is ErrorCode.MODEL_UNKNOWN_ARCHITECTURE
    assert error.value.data["architecture"] == "mammoth9"


def test_a_file_that_lacks_what_llama_cpp_needs_is_refused(forged: Callable[..., Path]) -> None:
    assert code_of(Load(str(forged(general__architecture="llama")))) is ErrorCode.MODEL_REFUSED


def test_a_file_changed_since_it_was_verified_is_refused_but_may_be_tried_anyway(
    small_model: Path, known: Fingerprint
) -> None:
    touched = replace(known, modified=known.modified - 1)
    assert card_of(Load(str(small_model), expected=touched)).fingerprint == known
    other = replace(touched, sha256="0" * 64)
    assert code_of(Load(str(small_model), expected=other)) is ErrorCode.MODEL_CHANGED
    assert code_of(Load(str(small_model), expected=replace(known, size=1))) is ErrorCode.MODEL_CHANGED
    assert card_of(Load(str(small_model), expected=other, anyway=True)).fingerprint == known


def test_a_known_file_is_not_reckoned_through_again(small_model: Path) -> None:
    stat = small_model.stat()
    known = Fingerprint(stat.st_size, stat.st_mtime_ns, "as it was")
    assert card_of(Load(str(small_model), expected=known)).fingerprint == known


def test_too_little_memory_is_told_but_may_be_tried_anyway(
    small_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=100_000_000))
    with pytest.raises(TutorError) as error:
        loading.load_model(Load(str(small_model)), lambda _event: None)
    assert error.value.code is ErrorCode.MODEL_TOO_LARGE
    assert error.value.data["available"] == 100_000_000
    assert 253_000_000 < error.value.data["needed"] < 600_000_000
    assert card_of(Load(str(small_model), anyway=True)).memory == error.value.data["needed"]


@pytest.fixture(scope="module")
def known(small_model: Path) -> Fingerprint:
    """The small model's fingerprint, so that it is not reckoned through again."""
    return card_of(Load(str(small_model))).fingerprint


def test_windows_are_kept_whole_only_where_memory_allows(
    small_model: Path, known: Fingerprint, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = llama.gguf_reader().read(str(small_model))
    assert header is not None
    size = small_model.stat().st_size
    least, most = (
        memory.needed(header, size, 4096, llama.BATCH, is_whole_window=is_whole) for is_whole in (False, True)
    )
    for available, expected in ((most, most), (most - 1, least)):
        monkeypatch.setattr(psutil, "virtual_memory", lambda free=available: SimpleNamespace(available=free))
        assert card_of(Load(str(small_model), expected=known)).memory == expected


def test_the_estimate_of_memory_is_near_the_truth(small_model: Path, known: Fingerprint) -> None:
    process = psutil.Process()
    before = process.memory_info().rss
    model = loading.load_model(Load(str(small_model), expected=known), lambda _event: None)
    words = (Turn(Role.USER, "боғ " * 200),)
    model.generate(Generate(1, words, max_tokens=5), lambda: False, lambda _event: None)
    used = process.memory_info().rss - before
    model.close()
    assert 0.5 * model.card.memory < used + memory.PROCESS < 1.2 * model.card.memory


def test_the_files_own_template_is_used(forged: Callable[..., Path]) -> None:
    path = forged(tokenizer__chat_template=CHAT)
    model = loading.load_model(Load(str(path)), lambda _event: None)
    assert model.card.has_template
    assert not model.card.is_base
    question = Generate(1, (Turn(Role.USER, "<start_of_turn>"),), max_tokens=8, sampling=Sampling(0.0))
    prompt = model._asking(question).tokens
    spelled = [model._vocabulary.text_of(token) for token in prompt]
    assert spelled[0] == "<bos>"
    assert spelled.count("<bos>") == 1
    assert spelled.count("<start_of_turn>") == 2, "the template's own, and not the one that was typed"
    model.close()


def test_a_tuned_gemma_without_a_template_gets_gemmas_own(forged: Callable[..., Path]) -> None:
    card = card_of(Load(str(forged(tokenizer__ggml__eos_token_id=106))))
    assert not card.is_base
    assert not card.has_template


@pytest.mark.parametrize("template", ["{{ ''.__class__.__mro__ }}", "{% if %}", "nothing of it"])
def test_a_bad_template_is_refused_at_loading(forged: Callable[..., Path], template: str) -> None:
    assert code_of(Load(str(forged(tokenizer__chat_template=template)))) is ErrorCode.TEMPLATE_REFUSED
