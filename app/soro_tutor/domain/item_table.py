"""An item as a table of plain values, the shape that packs are written in and that the store keeps."""

from collections.abc import Mapping
from typing import Any

from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.item import (
    Choice,
    Cloze,
    Derivation,
    Form,
    Gap,
    Item,
    Matching,
    Number,
    Option,
    Order,
    Response,
    Several,
    Short,
    TrueFalse,
    WrongAnswer,
)

Table = Mapping[str, Any]


def item_from(table: Table, subject: Subject) -> Item:
    """The item of a table that resources/bank/schema.json accepts; its fields stand in the bank's README."""
    first, second, third = table["hints"]
    return Item(
        id=table["id"],
        subject=subject,
        topic=table["topic"],
        grade=int(table["grade"]),
        statement=table["statement"],
        response=_response(table),
        hints=(first, second, third),
        solution=tuple(table["solution"]),
        difficulty=int(table["difficulty"]),
        source=table["source"],
    )


def table_of(item: Item) -> dict[str, Any]:
    """The table that `item_from` makes the same item of."""
    return {
        "id": item.id,
        "topic": item.topic,
        "grade": item.grade,
        "form": item.form.value,
        "difficulty": item.difficulty,
        "statement": item.statement,
        **_fields(item.response),
        "hints": list(item.hints),
        "solution": list(item.solution),
        "source": item.source,
    }


def _response(table: Table) -> Response:
    match Form(table["form"]):
        case Form.CHOICE:
            return Choice(_options(table))
        case Form.SEVERAL:
            return Several(_options(table))
        case Form.TRUE_FALSE:
            return TrueFalse(table["answer"], table["misconception"])
        case Form.MATCHING:
            pairs = tuple(int(number) - 1 for number in table["pairs"])  # people count from 1
            return Matching(tuple(table["left"]), tuple(table["right"]), pairs)
        case Form.ORDER:
            return Order(tuple(table["parts"]))
        case _:
            return _written_response(table)


def _written_response(table: Table) -> Response:
    match Form(table["form"]):
        case Form.NUMBER:
            tolerance = float(table.get("tolerance", 0))
            return Number(table["value"], table.get("unit", ""), tolerance, _wrong(table))
        case Form.CLOZE:
            return Cloze(tuple(Gap(tuple(gap["accept"]), _wrong(gap)) for gap in table["gaps"]))
        case Form.DERIVATION:
            return Derivation(table["start"], table["result"])
        case _:
            return Short(tuple(table["accept"]), table.get("expression", False), _wrong(table))


def _options(table: Table) -> tuple[Option, ...]:
    return tuple(
        Option(option["text"], option.get("right", False), option.get("misconception", ""))
        for option in table["options"]
    )


def _wrong(table: Table) -> tuple[WrongAnswer, ...]:
    return tuple(WrongAnswer(wrong["text"], wrong["misconception"]) for wrong in table.get("wrong", ()))


def _fields(response: Response) -> dict[str, Any]:
    match response:
        case Choice(options) | Several(options):
            return {"options": [_option_table(option) for option in options]}
        case TrueFalse(is_true, misconception):
            return {"answer": is_true, "misconception": misconception}
        case Matching(left, right, pairs):
            return {"left": list(left), "right": list(right), "pairs": [pair + 1 for pair in pairs]}
        case Order(parts):
            return {"parts": list(parts)}
        case Derivation(start, result):
            return {"start": start, "result": result}
        case Cloze(gaps):
            return {
                "gaps": [{"accept": list(gap.accepted), "wrong": _wrong_tables(gap.wrong)} for gap in gaps]
            }
        case Short(accepted, is_expression, wrong):
            return {"accept": list(accepted), "expression": is_expression, "wrong": _wrong_tables(wrong)}
        case Number(value, unit, tolerance, wrong):
            return {"value": value, "unit": unit, "tolerance": tolerance, "wrong": _wrong_tables(wrong)}


def _option_table(option: Option) -> dict[str, Any]:
    marked = {"right": True} if option.is_right else {"misconception": option.misconception}
    return {"text": option.text, **marked}


def _wrong_tables(answers: tuple[WrongAnswer, ...]) -> list[dict[str, str]]:
    return [{"text": answer.text, "misconception": answer.misconception} for answer in answers]
