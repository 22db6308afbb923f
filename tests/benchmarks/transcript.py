"""What a streamed piece of text and an opened conversation cost in the window, long against short.

Run: python tests/benchmarks/transcript.py
"""

import os
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported

from PySide6.QtWidgets import QApplication

from soro_tutor.domain.dialogue import Conversation, Message, MessageState, Mode, Role, Subject
from soro_tutor.ui.reading.transcript import PAGE, Transcript
from soro_tutor.ui.theme import Appearance

NOW = datetime(2026, 9, 1, tzinfo=UTC)
CONVERSATION = Conversation(1, 1, Subject.PHYSICS, Mode.EXPLAIN, "Суръат", NOW, NOW)
ANSWER = (
    "Суръат $v_{%d} = \\frac{s}{t}$ аст, ва **масофа** $s$ дар вақти $t$ тай мешавад.\n\n- якум\n- дуюм\n"
)
PIECE = "боз як калима "
BATCHES = 60
ROUNDS = 7


def message(number: int) -> Message:
    """A question or an answer with a formula of its own."""
    is_question = number % 2 == 1
    text = f"Саволи {number}?" if is_question else ANSWER % number
    role = Role.USER if is_question else Role.ASSISTANT
    return Message(number, 1, role, text, MessageState.COMPLETE, NOW)


def opened(transcript: Transcript, count: int) -> None:
    """Show a conversation of `count` messages as the session gives it: its newest page."""
    newest = [message(number) for number in range(max(1, count - PAGE + 1), count + 1)]
    transcript.show_messages(CONVERSATION, newest)
    QApplication.processEvents()


def scrolled(transcript: Transcript) -> None:
    """Fill the window of messages, as after much reading."""
    transcript.verticalScrollBar().setValue(0)
    QApplication.processEvents()
    transcript.verticalScrollBar().setValue(transcript.verticalScrollBar().maximum())


def streamed(transcript: Transcript, number: int) -> list[float]:
    """Seconds for each batch of an answer that follows message `number`."""
    question, answer = message(number + 1), message(number + 2)
    transcript.add_question(question, Message(answer.id, 1, Role.ASSISTANT, "", MessageState.WRITING, NOW))
    return [timed(lambda: _add(transcript, answer.id)) for _ in range(BATCHES)]


def _add(transcript: Transcript, message_id: int) -> None:
    transcript.add_text(message_id, PIECE)
    QApplication.processEvents()


def timed(job: Callable[[], None]) -> float:
    """Seconds that a job takes."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def main() -> None:
    """Measure both, alternately, and print medians and ratios."""
    application = QApplication([])
    Appearance(application).set("light", 100, 100)
    transcript = Transcript(Appearance(application).theme)
    transcript.resize(1000, 700)
    transcript.show()
    opened(transcript, 50)  # the library for formulas is loaded once
    seconds: dict[str, list[float]] = {
        name: [] for name in ("open 50", "open 5000", "batch 10", "batch 5000")
    }
    for _ in range(ROUNDS):
        for count in (10, 5000):
            opened(transcript, count)
            scrolled(transcript)
            seconds[f"batch {count}"] += streamed(transcript, count)
        for count in (50, 5000):
            opened(transcript, 2)  # so that neither pays for clearing away what was there
            seconds[f"open {count}"].append(timed(lambda count=count: opened(transcript, count)))
    medians = {name: 1000 * statistics.median(values) for name, values in seconds.items()}
    for name, median in medians.items():
        print(f"{name:>11}: {median:7.2f} ms")
    print(
        f"a batch at message 5,000 over one at message 10: {medians['batch 5000'] / medians['batch 10']:.2f}"
    )
    print(f"opening 5,000 messages over opening 50: {medians['open 5000'] / medians['open 50']:.2f}")


if __name__ == "__main__":
    main()
