"""What the expected errors of getting a model say."""

from collections.abc import Callable, Mapping

from soro_tutor.domain.errors import ErrorCode
from soro_tutor.i18n import translate
from soro_tutor.session.error_words import ErrorData, Words


def _catalog_damaged(data: ErrorData) -> Words:
    return Words(
        translate("The list of models is damaged"),
        translate("“{name}”: {detail}", name=data.name, detail=data.word("detail")),
        translate("Delete this file or copy it again. The other models are not touched."),
    )


def _model_unknown(data: ErrorData) -> Words:
    return Words(
        translate("This model is not known"),
        translate("No list of models has “{name}”.", name=data.word("name")),
        translate("Look at the list: soro-tutor model list."),
    )


def _model_no_source(data: ErrorData) -> Words:
    return Words(
        translate("The model is not at hand"),
        translate(
            "“{name}” was not found on any stick, and no other source is known.", name=data.word("name")
        ),
        translate("Put in a stick that has it, or name its folder with --from."),
    )


def _model_not_there(data: ErrorData) -> Words:
    return Words(
        translate("The model is not there"),
        translate("The files of “{name}” are not in {path}.", name=data.word("name"), path=data.path),
        translate("Choose the folder that holds the model's .gguf files."),
    )


def _hub_unreachable(data: ErrorData) -> Words:
    return Words(
        translate("The hub does not answer"),
        translate("No connection to {endpoint}, or it broke off.", endpoint=data.word("endpoint")),
        translate("Check the internet and this computer's date, then start again: what has arrived is kept."),
    )


def _hub_refused(data: ErrorData) -> Words:
    return Words(
        translate("The hub does not give out this model"),
        translate(
            "{endpoint} wants an access token, or a token with more rights ({status}).",
            endpoint=data.word("endpoint"),
            status=data.word("status"),
        ),
        translate("Agree to the model's terms on the hub and set an access token, or take it from a stick."),
    )


def _hub_missing(data: ErrorData) -> Words:
    return Words(
        translate("The hub does not have this file"),
        translate("{endpoint} has no “{name}”.", endpoint=data.word("endpoint"), name=data.name),
        translate("Install a newer version of the program, or take the model from a stick."),
    )


def _hub_busy(data: ErrorData) -> Words:
    text = translate("{endpoint} wants a pause.", endpoint=data.word("endpoint"))
    if data.has("seconds"):
        text = translate(
            "{endpoint} wants a pause of {wait}.", endpoint=data.word("endpoint"), wait=data.wait("seconds")
        )
    return Words(
        translate("The hub is too busy"), text, translate("Start again later: what has arrived is kept.")
    )


def _hub_failed(data: ErrorData) -> Words:
    return Words(
        translate("The hub has a fault"),
        translate(
            "{endpoint} answered with the error {status}.",
            endpoint=data.word("endpoint"),
            status=data.word("status"),
        ),
        translate("Start again later: what has arrived is kept."),
    )


def _hub_strange(data: ErrorData) -> Words:
    return Words(
        translate("This is not a hub"),
        translate("What answers at {endpoint} is not a model hub.", endpoint=data.word("endpoint")),
        translate("Check the address, and whether the network wants you to sign in first."),
    )


def _hub_different(data: ErrorData) -> Words:
    return Words(
        translate("The hub has another file"),
        translate("“{name}” is not the file that the list of models names.", name=data.name),
        translate("Nothing of it was kept. Install a newer version of the program, or take another source."),
    )


WORDS: Mapping[ErrorCode, Callable[[ErrorData], Words]] = {
    ErrorCode.CATALOG_DAMAGED: _catalog_damaged,
    ErrorCode.MODEL_UNKNOWN: _model_unknown,
    ErrorCode.MODEL_NO_SOURCE: _model_no_source,
    ErrorCode.MODEL_NOT_THERE: _model_not_there,
    ErrorCode.HUB_UNREACHABLE: _hub_unreachable,
    ErrorCode.HUB_REFUSED: _hub_refused,
    ErrorCode.HUB_MISSING: _hub_missing,
    ErrorCode.HUB_BUSY: _hub_busy,
    ErrorCode.HUB_FAILED: _hub_failed,
    ErrorCode.HUB_STRANGE: _hub_strange,
    ErrorCode.HUB_DIFFERENT: _hub_different,
}
