"""Bytes become whole characters, and nothing past a stop string is shown."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from soro_tutor.engine.stream import TextStream

WORDS = st.text(alphabet="абвқҳӯ🙂 \n\u200d\u0651аСв:", max_size=40)


def cut(data: bytes, places: list[int]) -> list[bytes]:
    """`data` cut at the places, as tokens cut text."""
    borders = [0, *sorted({place % (len(data) + 1) for place in places}), len(data)]
    return [data[start:end] for start, end in itertools.pairwise(borders)]


def streamed(pieces: list[bytes], stops: tuple[str, ...] = ()) -> str:
    stream = TextStream(stops)
    return "".join([*(stream.push(piece) for piece in pieces), stream.finish()])


@given(WORDS, st.lists(st.integers(0, 200)))
def test_text_is_the_same_however_the_tokens_cut_it(text: str, places: list[int]) -> None:
    assert streamed(cut(text.encode(), places)) == text.strip(" \t\r\n")


@given(WORDS, WORDS, st.lists(st.integers(0, 200)))
def test_nothing_from_a_stop_string_on_is_shown(before: str, after: str, places: list[int]) -> None:
    whole = f"{before}\nСавол:{after}"
    assert streamed(cut(whole.encode(), places), ("\nСавол:", "never")) == before.strip(" \t\r\n")


@given(WORDS, st.lists(st.integers(0, 200)))
def test_what_is_shown_is_never_taken_back(text: str, places: list[int]) -> None:
    stream = TextStream(("\nСа", "ққ"))
    shown = ""
    for piece in cut(text.encode(), places):
        shown += stream.push(piece)
        assert text.lstrip(" \t\r\n").startswith(shown)
        assert "�" not in shown


def test_a_letter_comes_with_its_last_byte() -> None:
    stream = TextStream()
    first, last = "ҳ".encode()[:1], "ҳ".encode()[1:]
    assert stream.push(first) == ""
    assert stream.push(last) == "ҳ"


def test_what_may_become_a_stop_string_is_held_back_and_comes_when_it_does_not() -> None:
    stream = TextStream(("</answer>",))
    assert stream.push(b"3 </ans") == "3"
    assert stream.push(b"4") == " </ans4"


def test_half_a_letter_at_the_end_is_left_out() -> None:
    assert streamed(["мо".encode(), "ҳ".encode()[:1]]) == "мо"


def test_spaces_before_the_first_word_stay_where_an_answer_is_continued() -> None:
    stream = TextStream(is_fresh=False)
    assert stream.push(" давом".encode()) == " давом"


def test_a_stream_that_met_a_stop_string_stays_silent() -> None:
    stream = TextStream(("#",))
    assert stream.push(b"one # two") == "one"
    assert stream.is_stopped
    assert stream.push(b"three") == ""
    assert stream.finish() == ""
