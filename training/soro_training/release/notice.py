"""The file `Notice` beside the weights: what the licences of the base and of the texts want to be said."""

from soro_training.release.content import GEMMA_NOTICE, GEMMA_TERMS, Content

FILE = "Notice"
TERMS = "Gemma-Terms-of-Use"


def text(content: Content) -> str:
    """The notice. The Gemma Terms of Use, section 3.1, ask for its first sentence and for the changes."""
    parts = [_trial(content)] if content.is_trial else []
    parts += _gemma(content) if content.is_gemma else [_own(content)]
    parts.append(_texts(content))
    return "\n\n".join(parts) + "\n"


def _trial(content: Content) -> str:
    return f"{content.name} is a TRIAL and must not be given to schools."


def _gemma(content: Content) -> list[str]:
    done = "; ".join(change for stage, change in _CHANGES.items() if stage in content.records)
    file = content.terms_file
    where = f"A copy of the terms lies beside this file: {file}." if file else f"The terms: {GEMMA_TERMS}"
    return [
        f"{GEMMA_NOTICE}.",
        f"This model, {content.name}, was made from {content.base_name}. All its files were changed: {done}.",
        "The use restrictions of section 3.2 of those terms and the Gemma Prohibited Use Policy "
        "(https://ai.google.dev/gemma/prohibited_use_policy) bind everyone who uses this model or passes it "
        f"on. {where}",
    ]


_CHANGES = {
    "tokenizer": "its vocabulary was cut and extended",
    "pretrain": "it was trained further on texts",
    "sft": "it was trained on lessons as dialogues",
    "export": "it was converted and quantized",
}


def _own(content: Content) -> str:
    licence = content.licence or "no stated licence"
    return f"{content.name} was trained from scratch and holds no weights of another model: {licence}."


def _texts(content: Content) -> str:
    lines = [f"- {source.name}: {source.licence or 'NO LICENCE STATED'}" for source in content.sources]
    return "\n".join(["It was trained on texts of these sources, each under its licence:", *lines])
