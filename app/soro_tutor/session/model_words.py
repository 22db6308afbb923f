"""What is said of models that can be got: how far a delivery is, and which one suits this computer."""

from soro_tutor import formats
from soro_tutor.i18n import translate
from soro_tutor.kit.advice import Advice, Fit
from soro_tutor.kit.catalog import Model
from soro_tutor.kit.probe import Computer
from soro_tutor.kit.progress import Progress


def progress(state: Progress) -> str:
    """How far it is, how fast it goes, and how long the rest will take."""
    done, total = formats.file_size(state.done), formats.file_size(state.total)
    if state.seconds_left is None:
        return translate("{done} of {total}", done=done, total=total)
    return translate(
        "{done} of {total}, {speed} a second, about {wait} left",
        done=done,
        total=total,
        speed=formats.file_size(int(state.speed)),
        wait=formats.duration(state.seconds_left),
    )


def remark(model: Model) -> str:
    """What must be said wherever a model is named; empty for one that is made for schools."""
    if model.is_trial:
        return translate("A trial: not for schools.")
    if model.is_base:
        return translate("A small base model for development. Its Tajik is poor.")
    return ""


def advice(said: Advice) -> str:
    """One or two sentences on how a model suits this computer."""
    name, lacking = said.model.name, formats.file_size(said.lacking)
    sentences = {
        Fit.RIGHT: translate("{name} fits this computer well.", name=name),
        Fit.TIGHT: translate("{name} runs on this computer, but its memory is just enough.", name=name),
        Fit.CLOSE_OTHERS: translate(
            "{name} runs on this computer when other programs are closed: {size} of memory is missing now.",
            name=name,
            size=lacking,
        ),
        Fit.NO_ROOM: translate("{name} needs {size} more room on the disk.", name=name, size=lacking),
        Fit.TOO_LARGE: translate(
            "{name} is too large for this computer: it lacks {size} of memory. You may try it anyway.",
            name=name,
            size=lacking,
        ),
    }
    first = translate("{name} is right for this computer.", name=name) if said.is_best else ""
    if first and said.fit is Fit.RIGHT:
        sentences[said.fit] = ""
    parts = [first, sentences[said.fit], _opening(said), remark(said.model)]
    return " ".join(part for part in parts if part)


def computer(found: Computer) -> tuple[str, ...]:
    """What the computer has, a sentence each."""
    lines = [
        translate(
            "Memory: {total}, free now: {free}.",
            total=formats.file_size(found.memory_total),
            free=formats.file_size(found.memory_available),
        ),
        translate("Free disk space: {size}.", size=formats.file_size(found.disk_free)),
    ]
    if found.disk is not None:
        lines.append(_disk(found.disk.writing, found.disk.reading))
    if "SSE42" in found.features and "AVX2" not in found.features:
        lines.append(translate("The processor is an older one, without AVX2: answers come slowly."))
    return tuple(lines)


def _disk(writing: float, reading: float | None) -> str:
    if reading is None:
        return translate("The disk writes {speed} a second.", speed=formats.file_size(int(writing)))
    return translate(
        "The disk writes {writing} and reads {reading} a second.",
        writing=formats.file_size(int(writing)),
        reading=formats.file_size(int(reading)),
    )


def _opening(said: Advice) -> str:
    if said.opening_seconds is None or not said.is_slow_to_open:
        return ""
    wait = formats.duration(said.opening_seconds)
    return translate("Opening it takes about {wait}: the disk is slow.", wait=wait)
