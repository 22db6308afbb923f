"""What the expected errors of lessons, packs and answers say."""

from collections.abc import Callable, Mapping

from soro_tutor.domain.errors import ErrorCode
from soro_tutor.i18n import translate
from soro_tutor.session.error_words import ErrorData, Words


def _pack_unreadable(data: ErrorData) -> Words:
    return Words(
        translate("The pack of exercises cannot be read"),
        translate("“{name}” is not there, is not text in UTF-8, or may not be read.", name=data.name),
        translate("Save it as UTF-8 text, or copy it again."),
    )


def _pack_not_toml(data: ErrorData) -> Words:
    return Words(
        translate("The pack of exercises is not written correctly"),
        translate("“{name}” is not valid TOML in line {line}.", name=data.name, line=data.number("line")),
        translate("Look at that line: a quotation mark or a bracket may be missing."),
    )


def _pack_field(data: ErrorData) -> Words:
    place = {"name": data.name, "item": data.word("item"), "field": data.word("field")}
    is_of_item = data.has("item")  # the pack has fields of its own
    return Words(
        translate("An exercise is not complete")
        if is_of_item
        else translate("The pack of exercises is not complete"),
        translate(
            "In “{name}”, exercise “{item}”: the field “{field}” is missing, unknown or wrong.", **place
        )
        if is_of_item
        else translate("In “{name}”, the field “{field}” is missing, unknown or wrong.", **place),
        translate("Compare it with the example in resources/bank/README.md."),
    )


def _pack_twice(data: ErrorData) -> Words:
    return Words(
        translate("Two exercises have one name"),
        translate("The id “{item}” stands twice: {name}.", item=data.word("item"), name=data.name),
        translate("Give one of them another id."),
    )


def _pack_topic(data: ErrorData) -> Words:
    return Words(
        translate("The topic is not known"),
        translate(
            "In “{name}”, exercise “{item}” belongs to “{topic}”, which the curriculum does not have.",
            name=data.name,
            item=data.word("item"),
            topic=data.word("topic"),
        ),
        translate("Choose a topic from resources/curriculum."),
    )


def _curriculum_damaged(data: ErrorData) -> Words:
    return Words(
        translate("The list of topics is damaged"),
        translate("“{name}”: {detail}", name=data.name, detail=data.word("detail")),
        translate("Install the program again."),
    )


def _glossary_damaged(data: ErrorData) -> Words:
    return Words(
        translate("The glossary is damaged"),
        translate("“{name}” cannot be read in full.", name=data.name),
        translate("Install the program again. The lessons work without it."),
    )


def _generator_failed(_: ErrorData) -> Words:
    return Words(
        translate("This exercise could not be made"),
        translate("Something went wrong in the program. It is noted in the log."),
        translate("Choose another topic, or try again: the next one may work."),
    )


def _item_missing(_: ErrorData) -> Words:
    return Words(
        translate("This exercise is no longer there"),
        translate("Its pack was changed or taken away."),
        translate("Choose another exercise."),
    )


def _nothing_to_practise(_: ErrorData) -> Words:
    return Words(
        translate("There is nothing to practise here"),
        translate("No exercise fits this choice now."),
        translate("Choose another topic or subject."),
    )


def _answer_empty(_: ErrorData) -> Words:
    return Words(
        translate("The answer is empty"),
        translate("There is nothing to check yet."),
        translate("Write or choose your answer, then check it."),
    )


def _answer_too_long(data: ErrorData) -> Words:
    return Words(
        translate("The answer is too long"),
        translate(
            "It has {length} characters; at most {limit} can be checked.",
            length=data.number("length"),
            limit=data.number("limit"),
        ),
        translate("Write only the answer itself."),
    )


def _answer_unreadable(_: ErrorData) -> Words:
    return Words(
        translate("The answer cannot be read"),
        translate("It is not a number or an expression that can be checked."),
        translate("Write it in another way. It was not counted."),
    )


def _algebra_too_slow(_: ErrorData) -> Words:
    return Words(
        translate("This could not be compared in time"),
        translate("The expression is too complicated to be checked. It was not counted."),
        translate("Write it in a simpler form."),
    )


WORDS: Mapping[ErrorCode, Callable[[ErrorData], Words]] = {
    ErrorCode.PACK_UNREADABLE: _pack_unreadable,
    ErrorCode.PACK_NOT_TOML: _pack_not_toml,
    ErrorCode.PACK_FIELD: _pack_field,
    ErrorCode.PACK_TWICE: _pack_twice,
    ErrorCode.PACK_TOPIC: _pack_topic,
    ErrorCode.CURRICULUM_DAMAGED: _curriculum_damaged,
    ErrorCode.GLOSSARY_DAMAGED: _glossary_damaged,
    ErrorCode.GENERATOR_FAILED: _generator_failed,
    ErrorCode.ITEM_MISSING: _item_missing,
    ErrorCode.NOTHING_TO_PRACTISE: _nothing_to_practise,
    ErrorCode.ANSWER_EMPTY: _answer_empty,
    ErrorCode.ANSWER_TOO_LONG: _answer_too_long,
    ErrorCode.ANSWER_UNREADABLE: _answer_unreadable,
    ErrorCode.ALGEBRA_TOO_SLOW: _algebra_too_slow,
}
