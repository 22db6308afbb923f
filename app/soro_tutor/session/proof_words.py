"""What proofreading found, in the interface's language."""

from collections import Counter
from collections.abc import Iterator

from soro_tutor import formats
from soro_tutor.domain.figure import FigureFault
from soro_tutor.domain.item import Form
from soro_tutor.domain.proofreading import Flaw, FlawKind
from soro_tutor.i18n import translate, translate_plural
from soro_tutor.session import labels
from soro_tutor.session.messages import words_for
from soro_tutor.session.proof import Proof


def lines(proof: Proof) -> Iterator[str]:
    """Each error and each flaw as 'file:item:field: sentence'."""
    for error in proof.errors:
        place = ":".join(str(error.data.get(name, "")) for name in ("path", "item", "field"))
        yield f"{place}: {words_for(error).text}"
    for finding in proof.findings:
        yield f"{finding.path}:{finding.item}:{finding.flaw.field}: {sentence(finding.flaw)}"


def summary(proof: Proof) -> Iterator[str]:
    """How many items of each subject and form there are, and how much was found."""
    for pack in proof.packs:
        forms = Counter(item.form for item in pack.items)
        counted = ", ".join(f"{_form(form)} {formats.number(forms[form])}" for form in forms)
        items = translate_plural("{count} item", "{count} items", len(pack.items))
        yield f"{labels.subject(pack.subject)}: {items} ({counted})"
    found = len(proof.findings) + len(proof.errors)
    yield translate_plural("{count} flaw", "{count} flaws", found) if found else translate("No flaws.")


def sentence(flaw: Flaw) -> str:
    """A flaw as a sentence in the interface's language."""
    words = {
        FlawKind.EMPTY: translate("This text is empty."),
        FlawKind.LOOKALIKE: translate("Letters of another alphabet in “{detail}”."),
        FlawKind.DAMAGE: translate("A damaged letter in “{detail}”."),
        FlawKind.MISSING_LETTERS: translate("Tajik letters are missing: {detail}."),
        FlawKind.LATEX: translate("The formula cannot be read: {detail}"),
        FlawKind.FIGURE: translate("The figure cannot be drawn: {detail}"),
        FlawKind.PICTURE_MISSING: translate("The picture “{detail}” is not there."),
        FlawKind.PICTURE_BROKEN: translate("“{detail}” is no picture in the format PNG, JPEG or SVG."),
        FlawKind.EQUAL: translate("“{detail}” stands here twice, or equals another."),
        FlawKind.NO_RIGHT: translate("The right answer is not among the options."),
        FlawKind.SEVERAL_RIGHT: translate("Several options are right, and only one may be."),
        FlawKind.WRONG_IS_RIGHT: translate("“{detail}” stands among the wrong answers, but it is right."),
        FlawKind.VALUE: translate("“{detail}” is not a number."),
        FlawKind.PAIRS: translate("The pairs do not fit the lists."),
        FlawKind.GAPS: translate("The gaps do not fit the marks [[1]], [[2]] … in the statement."),
        FlawKind.NO_MISCONCEPTION: translate("A wrong option has no misconception."),
        FlawKind.SAYS_ANSWER: translate("This text says the answer: “{detail}”."),
        FlawKind.TOO_LONG: translate("The statement is too long: {detail} words."),
        FlawKind.TWIN: translate("The item “{detail}” asks the same."),
    }
    return words[flaw.kind].format(detail=_figure_fault(flaw) if flaw.figure else flaw.detail)


def _figure_fault(flaw: Flaw) -> str:
    """Why a figure cannot be drawn, in the interface's language."""
    words = {
        FigureFault.LENGTH: translate("it is longer than {detail} characters"),
        FigureFault.TOML: translate("its line {detail} is not valid TOML"),
        FigureFault.KIND: translate("“kind” has to be one of {detail}"),
        FigureFault.FIELD: translate("the field “{detail}” is not known"),
        FigureFault.CURVE: translate("the curve “{detail}” cannot be read"),
        FigureFault.UNKNOWN: translate("the curve “{detail}” has another unknown than x"),
        FigureFault.LINE: translate(
            "“from” has to be below “to”, “step” above 0, and there may be {detail} ticks at most"
        ),
        FigureFault.POINTS: translate("“points” needs 1 to {detail} names with their [x, y]"),
        FigureFault.NAME: translate("no point is named “{detail}”"),
        FigureFault.BARS: translate("“labels” and “values” have to be of the same length"),
        FigureFault.SPAN: translate("the first number of “{detail}” has to be the smaller one"),
        FigureFault.LIST: translate("a list of another length is wanted: {detail}"),
        FigureFault.TABLES: translate("“{detail}” has to be a list of tables"),
        FigureFault.POSITIVE: translate("“{detail}” has to be above 0"),
        FigureFault.NUMBER: translate("“{detail}” has to be a number that is not too large"),
        FigureFault.LABEL: translate("a label has to be text of at most {detail} characters"),
        FigureFault.OPEN: translate("{detail} is missing at its end"),
    }
    return words[flaw.figure].format(detail=flaw.detail) if flaw.figure else flaw.detail


def _form(form: Form) -> str:
    names = {
        Form.CHOICE: translate("one of four"),
        Form.SEVERAL: translate("several right"),
        Form.TRUE_FALSE: translate("true or false"),
        Form.SHORT: translate("short answer"),
        Form.NUMBER: translate("number"),
        Form.MATCHING: translate("matching"),
        Form.ORDER: translate("order"),
        Form.CLOZE: translate("gaps"),
        Form.DERIVATION: translate("step by step"),
    }
    return names[form]
