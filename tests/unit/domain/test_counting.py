"""The words that Tajik puts around a number are forgiven where the statement has them, and no others."""

import pytest

from soro_tutor.domain.counting import bare_number

UNTIL = "Шахс то чандсолагӣ кӯдак ҳисоб мешавад?"
SINCE = "Шаҳрванд аз чандсолагӣ овоз медиҳад?"
CENTURY = "Соли 999 ба кадом аср дохил мешавад?"
HOUR = "Дар Токио соат чанд мешавад?"
YEAR = "Паёмбар кадом сол ҳиҷрат кард?"
VERSES = "Ғазале ҳафт байт дорад. Он аз чанд мисраъ иборат аст?"
DENSITY = "Масоҳат 2 500 км² аст. Зичии аҳолӣ чанд нафар ба 1 км² мебошад?"
GROWTH = "Афзоиши табии аҳолӣ ба ҳар 1 000 нафар чанд аст?"
TIMES = "Окуляр $\\times 10$. Заррабин ашёро чанд маротиба калон нишон медиҳад?"
LEGS = "Ҳашароти болиғ чанд пой дорад?"
BYTES = "Ҳар аломат $8$ бит аст. Матн чанд байт хотира мегирад?"

FORGIVEN = [
    (UNTIL, "18", ("18-солагӣ", "то 18", "18-сола", "18 сол", "то ҳаждаҳсолагӣ", "ҳаждаҳ сол", "18-то")),
    (SINCE, "16", ("аз 16", "аз 16-солагӣ", "16сола", "шонздаҳ сол", "аз шонздаҳ")),
    (CENTURY, "10", ("X", "Х", "асри X", "асри 10", "10-ум", "дар асри X", "асри даҳум", "x")),
    (HOUR, "14", ("14:00", "соати 14", "соати 14:00", "14 соат", "14.00")),
    (YEAR, "622", ("соли 622", "622-юм", "дар соли 622", "622 сол")),
    (DENSITY, "60", ("60 нафар ба 1 км²", "60 нафар", "60 ба 1 км²")),
    (GROWTH, "20", ("20 нафар ба ҳар 1 000 нафар", "20 ба ҳар 1000 нафар")),
    (TIMES, "400", ("×400", "400 бор", "400 маротиба", "x400", "$400$ маротиба.")),
    (LEGS, "6", ("6-то", "шашто", "6 пой", "шаш пой дорад", "6 дона")),
    ("Дар он чанд овози садонок ҳаст?", "6", ("6 садонок", "шаш садонок", "6 овоз")),
    (VERSES, "14", ("14 мисраъ", "чордаҳ мисраъи")),
    (BYTES, "80", ("80 байт", "$80$ байт", "ҳаштод байт")),
]
KEPT = [
    (UNTIL, "18", ("аз 18", "18 моҳ", "на 18", "18 кг", "зиёда аз 18", "18 сол ва 2 моҳ")),
    (SINCE, "16", ("то 16", "16 моҳ", "камтар аз 16")),
    (CENTURY, "10", ("IX", "IIX", "асри XI", "аз 10 то 11", "соли аср")),
    (HOUR, "14", ("14:30", "14 дақиқа", "2:00", "асри 14")),
    (YEAR, "622", ("622 рӯз", "асри 622")),
    (DENSITY, "60", ("60 нафар ба 10 км²", "60 нафар ба 1 км", "60 км²")),
    (GROWTH, "20", ("20 нафар ба ҳар 100 нафар", "20 ҳазор")),
    (TIMES, "400", ("400 км", "x40", "400x")),
    (LEGS, "6", ("6 ҷуфт", "6 пой надорад", "6 бол", "аз шаш се", "6 ҳашарот")),
    (BYTES, "80", ("80 бит", "80 КБ")),
    (VERSES, "14", ("14 байт", "14 ғазал")),
]


@pytest.mark.parametrize(
    ("statement", "number", "text"),
    [(statement, number, text) for statement, number, texts in FORGIVEN for text in texts],
)
def test_words_that_only_say_what_is_counted_go(statement: str, number: str, text: str) -> None:
    assert bare_number(text, statement).strip(" .") in (number, f"{number}.00")


@pytest.mark.parametrize(
    ("statement", "number", "text"),
    [(statement, number, text) for statement, number, texts in KEPT for text in texts],
)
def test_words_that_say_something_else_stay(statement: str, number: str, text: str) -> None:
    assert bare_number(text, statement) != number


def test_where_there_is_a_unit_the_words_behind_the_number_are_one() -> None:
    assert bare_number("баъди шаш соат", "Баъди чанд соат вомехӯранд?", "h") == "6 соат"
