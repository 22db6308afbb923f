"""What a computer can do for a model: measured, remembered, and put into advice that forbids nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.kit.test_delivery import a_model

from soro_tutor import i18n
from soro_tutor.kit import advice, probe, processor
from soro_tutor.kit.advice import Fit
from soro_tutor.kit.catalog import Memory, Model
from soro_tutor.kit.probe import Computer, DiskSpeed
from soro_tutor.session import model_words

GIB = 2**30
LAPTOP = Computer(4 * GIB, 2 * GIB, 50 * GIB, ("SSE42", "AVX"))
ALL = ("SSE42", "AVX", "F16C", "FMA3", "AVX2", "AVX512F", "AVX512VBMI")


def sized(name: str, size: float) -> Model:
    """A model that takes `size` GiB on the disk, a third more in memory, a sixth more at least."""
    whole = int(size * GIB)
    memory = Memory(4096, whole * 4 // 3, whole * 7 // 6)
    return replace(a_model(), name=name, bytes=whole, memory=(memory,), parameters=whole)


def advised(computer: Computer, *models: Model, installed: tuple[str, ...] = ()) -> dict[str, advice.Advice]:
    return {one.model.name: one for one in advice.advise(models, installed, computer, 4096)}


def test_a_disk_is_measured_and_nothing_is_left_on_it(tmp_path: Path) -> None:
    found = probe.disk_speed(tmp_path, 2**21)
    assert found is not None
    assert found.writing > 0
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_not_measured(tmp_path: Path) -> None:
    assert probe.disk_speed(tmp_path, 2**60) is None


def test_without_a_way_past_the_memory_reading_is_not_claimed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("os.posix_fadvise", raising=False)
    found = probe.disk_speed(tmp_path, 2**20)
    assert found is not None
    assert found.reading is None


def test_the_largest_model_that_fits_is_the_right_one() -> None:
    found = advised(LAPTOP, sized("Soro-270M", 0.3), sized("Soro-1B", 0.8), sized("Soro-4B", 2.5))
    assert {name: one.fit for name, one in found.items()} == {
        "Soro-270M": Fit.RIGHT,
        "Soro-1B": Fit.RIGHT,
        "Soro-4B": Fit.TOO_LARGE,
    }
    assert [name for name, one in found.items() if one.is_best] == ["Soro-1B"]


def test_memory_that_others_take_may_be_given_back() -> None:
    busy = replace(LAPTOP, memory_available=GIB // 2)
    found = advised(busy, sized("Soro-1B", 0.8))
    assert found["Soro-1B"].fit is Fit.CLOSE_OTHERS
    assert found["Soro-1B"].is_best
    assert found["Soro-1B"].lacking == sized("", 0.8).memory[0].least_bytes - GIB // 2


def test_room_on_the_disk_is_asked_for_only_of_what_is_not_there_yet() -> None:
    full = replace(LAPTOP, disk_free=GIB)
    assert advised(full, sized("Soro-1B", 0.8))["Soro-1B"].fit is Fit.NO_ROOM
    assert advised(full, sized("Soro-1B", 0.8), installed=("Soro-1B",))["Soro-1B"].fit is Fit.RIGHT


def test_what_is_no_tutor_is_never_the_right_one() -> None:
    base, trial = replace(sized("a", 0.2), is_base=True), replace(sized("b", 0.2), is_trial=True)
    assert not any(one.is_best for one in advised(LAPTOP, base, trial).values())


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_advice_has_words(language: str) -> None:
    i18n.use(language)
    slow = replace(LAPTOP, disk=DiskSpeed(10e6, 5e6))
    models = (sized("Soro-1B", 0.8), sized("Soro-2B", 1.6), sized("Soro-4B", 2.5), sized("Soro-9B", 9))
    for computer in (slow, replace(slow, disk_free=0), replace(slow, memory_available=GIB // 4)):
        for one in advised(computer, *models).values():
            text = model_words.advice(one)
            assert one.model.name in text
            assert "{" not in text
        assert not any("{" in line for line in model_words.computer(computer))


def test_the_right_model_is_named_in_plain_words() -> None:
    assert model_words.advice(advised(LAPTOP, sized("Soro-1B", 0.8))["Soro-1B"]) == (
        "Soro-1B is right for this computer."
    )


def test_what_dies_is_stepped_down_from_until_something_runs() -> None:
    tried: list[str] = []

    def dies(library: str) -> bool:
        tried.append(library)
        return library not in {"sandybridge", "sse42", "x64"}

    assert processor.settle(dies, "", ALL) == "sandybridge"
    assert tried[:3] == ["", "zen4", "icelake"]
    assert processor.settle(dies, "haswell", ALL) == "sandybridge"
    assert processor.settle(lambda library: True, "sse42", ALL) is None


def test_what_a_processor_lacks_is_not_tried() -> None:
    assert processor.steps(("SSE42", "AVX")) == ("sandybridge", "sse42", "x64")
    assert processor.steps((), "x64") == ()


def test_what_runs_is_remembered_for_this_processor_alone(tmp_path: Path) -> None:
    processor.remember(tmp_path, "Intel Core i5", "sandybridge")
    processor.remember(tmp_path, "AMD A4", "sse42")
    assert processor.remembered(tmp_path, "Intel Core i5") == "sandybridge"
    assert processor.remembered(tmp_path, "Celeron") == ""


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"\xff", b'{"AMD": 5}', b'{"AMD": "../../evil"}', b"[" * 99999]
)
def test_a_damaged_memory_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "processor.json").write_bytes(content)
    assert processor.remembered(tmp_path, "AMD") == ""
