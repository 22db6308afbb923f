"""What an answer is worth: options by their odds, pairs by assignment, words and numbers, and tutoring."""

import dataclasses

import pytest

pytest.importorskip("pydantic", reason="the training's libraries are not installed")

from soro_training.evaluation import choice, matching, short, task_file, tutoring
from soro_training.evaluation.mark import cell, figure, mark_from, summary
from soro_training.evaluation.task import Choice, Matching, Moment, Short
from soro_tutor.session.prompt import frame

FRAME = frame("tg")
QUESTION = Choice("c-1", "physics", "Воҳиди қувва кадом аст?", ("нютон", "ҷоул дар як сония"), 0)
PAIRS = Matching("m-1", "geography", "Пойтахт?", ("Фаронса", "Олмон"), ("Берлин", "Париж", "Рим"), (1, 0))
SHORT = Short("s-1", "general", "Дар ҳафта чанд рӯз ҳаст?", ("7", "ҳафт"))
TIME = Short("s-3", "mathematics", "Дарс соати чанд сар мешавад?", ("14:30",))
RATIO = Short("s-4", "mathematics", "Нисбати 4 ба 6?", ("2:3",))
WORD = Short("s-2", "geography", "Пойтахти Тоҷикистон?", ("Душанбе", "шаҳри Душанбе"))


def test_an_option_is_asked_for_behind_its_question() -> None:
    asked = choice.asked(QUESTION, FRAME)
    assert asked.context == "Савол: Воҳиди қувва кадом аст?\nҶавоб:"
    assert asked.continuations == (" нютон", " ҷоул дар як сония")


def test_a_passage_stands_before_its_question() -> None:
    item = dataclasses.replace(QUESTION, passage="Қувваро бо нютон чен мекунанд.")
    assert choice.asked(item, FRAME).context.startswith("Қувваро бо нютон чен мекунанд.\n\nСавол: ")


def test_a_text_to_be_continued_has_no_labels() -> None:
    item = dataclasses.replace(QUESTION, is_continued=True)
    assert choice.asked(item, FRAME).context == QUESTION.question


def test_a_long_option_is_not_at_a_disadvantage() -> None:
    mark = choice.mark(QUESTION, [-6.0, -8.0])  # 1.2 nats a letter against 0.47
    assert (mark.score, mark.criteria["unnormalized"]) == (0.0, 1.0)
    assert choice.mark(QUESTION, [-1.0, -8.0]).score == 1.0


def test_each_right_item_is_asked_for_behind_each_left_one() -> None:
    first, second = matching.asked(PAIRS, FRAME)
    assert first.context.endswith("Ҷавоб: Фаронса —")
    assert second.context.endswith("Ҷавоб: Олмон —")
    assert first.continuations == (" Берлин", " Париж", " Рим")


def test_the_likeliest_assignment_gives_each_right_item_once() -> None:
    # Берлин is the likeliest behind both, but it can belong to one of them only.
    mark = matching.mark(PAIRS, [[-1.0, -1.5, -9.0], [-0.5, -8.0, -9.0]])
    assert mark.sample["chosen"] == [1, 0]
    assert (mark.score, mark.criteria["whole"]) == (1.0, 1.0)


def test_a_word_that_is_likely_everywhere_is_not_preferred() -> None:
    assert matching.assignment([[-1.0, -5.0, -0.1], [-5.0, -9.0, -0.1]]) == (0, 2)
    assert matching.assignment([[-9.0, -5.0, -1.0], [-3.0, -9.0, -1.0]]) == (1, 0)


def test_a_point_is_given_for_each_right_pair() -> None:
    mark = matching.mark(PAIRS, [[-9.0, -1.0, -8.0], [-9.0, -8.0, -1.0]])
    assert (mark.score, mark.sample["points"], mark.criteria["whole"]) == (0.5, 1, 0.0)


@pytest.mark.parametrize(
    ("item", "reply", "score"),
    [
        (SHORT, "7", 1),
        (SHORT, "Ҷавоб: 7.", 1),
        (SHORT, "ҳафт", 1),
        (SHORT, "Дар ҳафта 7 рӯз ҳаст.", 1),
        (SHORT, "**7**\n\nЗеро ҳафта чунин аст, на 5.", 1),
        (SHORT, "7,0", 1),
        (SHORT, "5 ё 7", 0),
        (SHORT, "8", 0),
        (SHORT, "17", 0),
        (SHORT, "", 0),
        (TIME, "14:30", 1),
        (TIME, "Ҷавоб: 14:30.", 1),
        (TIME, "30", 0),
        (RATIO, "2:3", 1),
        (RATIO, "**2:3**", 1),
        (WORD, "душанбе", 1),
        (WORD, "шахри Душанбе", 1),
        (WORD, "Хуҷанд", 0),
    ],
)
def test_a_short_answer_is_right_as_a_pupils_is(item: Short, reply: str, score: int) -> None:
    assert short.mark(item, reply).score == score


def test_a_word_in_a_sentence_is_mentioned_and_not_exact() -> None:
    mark = short.mark(WORD, "Пойтахти Тоҷикистон Душанбе аст.")
    assert (mark.score, mark.criteria["mentioned"]) == (0.0, 1.0)
    assert short.mark(WORD, "Душанбегӣ").criteria["mentioned"] == 0.0


def a_moment(state: str = "wrong") -> Moment:
    task = task_file.read(task_file.TASKS / "tutoring")
    return next(item for item in task.items if isinstance(item, Moment) and item.state == state)


def test_a_moment_is_asked_with_the_applications_own_prompt() -> None:
    item = a_moment()
    system, user = tutoring.asked(item, FRAME, "tg", 99).turns
    assert "Ҷавоби супоришро ҳеҷ гоҳ нагӯед" in system.text
    assert f"Хатои эҳтимолӣ: {item.misconception}" in user.text
    assert f"Ҷавоби хонанда: {item.answer}" in user.text


def missed(reply: str, state: str = "wrong") -> set[str]:
    mark = tutoring.mark(a_moment(state), reply, "tg")
    return {name for name, value in mark.criteria.items() if not value} - {"mean"}


GOOD = a_moment().reference


def test_a_good_reply_meets_every_criterion() -> None:
    mark = tutoring.mark(a_moment(), GOOD, "tg")
    assert (mark.score, mark.criteria["mean"]) == (1.0, 1.0)


def test_a_reply_that_tells_the_answer_is_found_out() -> None:
    assert missed("Ҷавоб 68 сомонӣ аст. " + GOOD) == {"told_nothing", "gate"}


def test_an_answer_behind_the_question_is_found_out_too() -> None:
    assert {"told_nothing", "question"} <= missed(GOOD + " Ҷавоб 68 сомонӣ аст.")


def test_the_answer_may_be_said_when_the_solution_has_been_shown() -> None:
    item = a_moment("explanation")
    assert "told_nothing" not in missed(item.reference, "explanation")


def test_a_false_calculation_is_held_by_the_gate_and_tells_nothing() -> None:
    assert missed("Бинед: $2 + 2 = 5$. " + GOOD) == {"gate"}


def test_a_reply_that_does_not_word_the_diagnosis_misses_it() -> None:
    assert missed("Кори худро як бори дигар бо диққат аз назар гузаронед. Аз куҷо сар мекунед?") == {
        "diagnosis"
    }


def test_a_reply_must_stay_short_and_end_with_its_one_question() -> None:
    assert "short" in missed(GOOD[:-1] + " бо суханони худатон" * 30 + "?")
    assert "question" in missed(GOOD + " Фаҳмо шуд?")
    assert "question" in missed(GOOD.replace("?", "."))


def test_a_reply_in_russian_or_damaged_tajik_is_not_clean() -> None:
    assert "clean" in missed("Подумайте ещё раз: процент считают от цены. Чему равен один процент цены?")
    assert "clean" in missed(GOOD.replace("сомонӣ", "сомонй"))


def test_an_empty_reply_is_worth_nothing() -> None:
    assert set(tutoring.mark(a_moment(), " \n", "tg").criteria.values()) == {0.0}


def test_stems_begin_words_and_signs_stand_anywhere() -> None:
    assert tutoring.words_diagnosis("Аз $80$-и нарх 15% ёбед", (("%",), ("аз $80",)))
    assert tutoring.words_diagnosis("ФОИЗРО", (("фоиз",),))
    assert not tutoring.words_diagnosis("бефоиз", (("фоиз",),))


def test_figures_have_the_error_of_their_mean() -> None:
    found = figure([1.0, 0.0, 0.0, 1.0])
    assert (found.n, found.accuracy) == (4, 0.5)
    assert found.standard_error == pytest.approx((1 / 3) ** 0.5 / 2)
    assert figure([1.0]).standard_error is None


def test_questions_on_one_passage_are_no_independent_ones() -> None:
    item = dataclasses.replace(QUESTION, passage="Қувваро бо нютон чен мекунанд.")
    pairs = dataclasses.replace(PAIRS, passage=item.passage)
    marks = [
        choice.mark(item, [-1.0, -8.0]),
        matching.mark(pairs, [[-9.0, -1.0, -8.0], [-9.0, -8.0, -1.0]]),
        short.mark(dataclasses.replace(SHORT, passage=item.passage), "7"),
        short.mark(WORD, "Душанбе"),
    ]
    assert len({mark.cluster for mark in marks[:3]}) == 1
    assert marks[3].cluster == WORD.id
    assert summary(marks)["groups"] == 2


def test_the_error_of_passages_is_that_of_as_many_independent_items() -> None:
    """Each passage with all four right or none: four copies of an item tell no more than it does."""
    known = [1.0, 0.0, 0.0, 1.0, 1.0]
    found = figure([score for score in known for _ in range(4)], [at for at in range(5) for _ in range(4)])
    assert (found.n, found.groups) == (20, 5)
    assert found.standard_error == pytest.approx(figure(known).standard_error)
    assert figure([1.0, 0.0], ["a", "a"]).standard_error is None


@pytest.mark.parametrize(
    ("scores", "groups", "said"),
    [
        ([0.0] * 120, (), "0.0 [0.0, 3.1]"),
        ([0.0] * 120, [at // 4 for at in range(120)], "0.0 [0.0, 11.4]"),
        ([1.0] * 10, (), "100.0 [72.2, 100.0]"),
        ([1.0], (), "100.0 [20.7, 100.0]"),
        ([0.5], (), "50.0"),
        ([1.0, 0.0, 0.0, 1.0], (), "50.0 ± 28.9"),
    ],
)
def test_where_all_or_nothing_is_right_the_interval_is_wilsons(
    scores: list[float], groups: list[int], said: str
) -> None:
    assert cell(figure(scores, groups).as_table()) == said


def test_marks_come_to_figures_by_subject_form_and_criterion() -> None:
    marks = [
        choice.mark(QUESTION, [-1.0, -8.0]),
        matching.mark(PAIRS, [[-9.0, -1.0, -8.0], [-9.0, -8.0, -1.0]]),
    ]
    found = summary(marks)
    assert (found["n"], found["accuracy"]) == (2, 0.75)
    assert found["subjects"]["physics"]["accuracy"] == 1.0
    assert found["forms"]["matching"] == {
        "n": 1, "groups": 1, "accuracy": 0.5, "standard_error": None,
    }  # fmt: skip
    assert found["criteria"]["whole"]["accuracy"] == 0.0
    assert [mark_from(mark.as_row()) for mark in marks] == marks
