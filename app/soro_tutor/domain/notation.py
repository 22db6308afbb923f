"""How mathematics is typed: LaTeX, keyboard signs and look-alike letters become one plain notation."""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from soro_tutor.domain.text import INVISIBLE

MAX_LENGTH = 500  # characters
MAX_DIGITS = 300  # of one number
MAX_LETTERS = 4  # a longer row of letters is a word, not a product

FUNCTIONS = (
    *("arcsin", "arccos", "arctan", "arctg", "arcctg"),
    *("sqrt", "sin", "cos", "tan", "ctg", "cot", "abs", "log", "exp", "tg", "ln", "lg"),
)
_SAME = {"tg": "tan", "ctg": "cot", "arctg": "arctan", "arcctg": "arccot", "lg": "log"}

# Cyrillic letters that stand for the Latin ones they look like: х is x, у is y; small к, м, т are not.
_LATIN = dict(zip("АВСЕНКМОРТХУасеорхуі", "ABCEHKMOPTXYaceopxyi", strict=True))
_SIGNS = {
    **dict.fromkeys("·×∙•⋅∗", "*"),
    **dict.fromkeys(":÷∕⁄", "/"),
    **dict.fromkeys("−–—‐‑‒", "-"),
    **dict.fromkeys("[⟨", "("),
    **dict.fromkeys("]⟩", ")"),
    **dict.fromkeys("\u00a0\u202f\u2009", " "),
    "⩽": "≤",  # the school's slanted signs
    "⩾": "≥",
    "∘": "°",
    **dict.fromkeys("º˚", "°"),
    **dict.fromkeys("«»“”„‟", ""),
}
# Direction marks that turn the text around are dropped with the invisible ones.
_TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"
_PLAIN = str.maketrans({**_LATIN, **_SIGNS, **dict.fromkeys(INVISIBLE + _TURNS, "")})
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿˣ", "0123456789-+nx")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")

_GREEK = dict(
    zip(
        [
            "alpha",
            "beta",
            "gamma",
            "delta",
            "varphi",
            "phi",
            "omega",
            "lambda",
            "mu",
            "rho",
            "theta",
            "tau",
            "sigma",
            "pi",
            "Delta",
            "Omega",
        ],
        "αβγδφφωλμρθτσπΔΩ",
        strict=True,
    )
)
_COMMANDS = {
    **dict.fromkeys(("cdot", "times", "ast"), "*"),
    **dict.fromkeys(("div", "colon"), "/"),
    **dict.fromkeys(("le", "leq", "leqslant"), "≤"),
    **dict.fromkeys(("ge", "geq", "geqslant"), "≥"),
    **dict.fromkeys(("ne", "neq"), "≠"),
    **dict.fromkeys(("left", "right", "displaystyle", "big", "Big", "bigl", "bigr"), ""),
    **dict.fromkeys(("quad", "qquad"), " "),
    **dict.fromkeys(("lvert", "rvert", "vert", "mid"), "|"),
    **dict.fromkeys(("dfrac", "tfrac", "frac"), "F"),
    **{name: f" {name} " for name in FUNCTIONS},
    **_GREEK,
    "approx": "≈",
    "circ": "°",
    "degree": "°",
    "sqrt": "√",
    "lt": "<",
    "gt": ">",
    "pm": "±",
}
# What is written before an answer: 'Ҷавоб: x = 4'.
_LEAD = re.compile(
    r"\s*(?:[ҷҶчЧ]авоб|javob|ответ|answer)(?:\s*:\s*(?=\S)|\s+(?=[-+−\d√({\[]|[xхyу]\b))", re.IGNORECASE
)
_FRACTION_MARK = "\x01"  # \frac: no keyboard types it

_TEXT = re.compile(r"\\(?:text|textrm|mathrm|mbox|rm)\s*\{([^{}]*)\}")
_OPERATOR = re.compile(r"\\operatorname\s*\{([a-z]{1,6})\}")
_SHORT_FRACTION = re.compile(r"(\\[dt]?frac)\s*(\d|\{[^{}]*\})\s*(\d|\{[^{}]*\})")
_BACKSLASH = re.compile(r"(?<=\d)\s?\\\s?(?=\d)")  # 3\4 for 3/4
_COMMAND = re.compile(r"\\([A-Za-z]+)\s?|\\([,;:!% \\{}$])")
_SCRIPT = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿˣ]+")
_RELATIONS = (("<=", "≤"), (">=", "≥"), ("!=", "≠"), ("=<", "≤"), ("=>", "≥"), ("==", "="))

_TOKEN = re.compile(
    r"(?P<period>\d+,\d*\(\d+\))"
    r"|(?P<grouped>\d{1,3}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,})(?![\d.,]))"
    r"|(?P<number>(?:(?:\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:[.,]\d+)?|[.,]\d+)(?:[eE]\d{1,2}(?!\d))?)"
    r"|(?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒])"
    r"|(?P<letters>[A-Za-zА-Яа-яЁёҒғӢӣҚқӮӯҲҳҶҷ]+)"
    r"|(?P<greek>[α-ωΔΩ])"
    r"|(?P<index>_\{?[0-9A-Za-z]{1,3}\}?|[₀-₉]{1,3})"
    r"|(?P<sign>\*\*|[-+*/^()√%°!|{}\x01])"
    r"|(?P<space> +)"
)
_VULGAR = {sign: Fraction(unicodedata.numeric(sign)).limit_denominator(10) for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"}


class NotReadable(ValueError):  # noqa: N818  it says what the text is
    """Text that is no expression we accept; the exception's own text says why, for the log only."""


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of an expression. `kind` is number, name, function, or sign; `text` the name or the sign.

    `is_spaced` says that a space stands before it.
    """

    kind: str
    text: str
    value: Fraction = Fraction(0)
    is_spaced: bool = False


def without_lead(text: str) -> str:
    """`text` without 'Ҷавоб:' before it, in any of the languages."""
    return _LEAD.sub("", text, count=1) if _LEAD.match(text) else text


def plain(text: str) -> str:
    r"""`text` without LaTeX, with one sign each for times, divided by, minus and relations: '\frac12·x' …

    Raises NotReadable for a text that is too long or holds an unknown command.
    """
    if len(text) > MAX_LENGTH:
        raise NotReadable("too long")
    text = without_lead(unicodedata.normalize("NFC", text)).replace("$", "").replace("{,}", ",")
    text = _BACKSLASH.sub("/", text)
    if "\\" in text:
        text = _OPERATOR.sub(r"\\\1 ", _TEXT.sub(" ", text))
        text = _SHORT_FRACTION.sub(_braced, text)
        text = _COMMAND.sub(_meaning, text).replace("^°", "°").replace("^{°}", "°")
        text = text.replace("^{ °}", "°")
    text = _SCRIPT.sub(lambda match: f"^({match[0].translate(_RAISED)})", text).translate(_PLAIN)
    for typed, sign in _RELATIONS:
        text = text.replace(typed, sign)
    return re.sub(r"\s+", " ", text).strip().rstrip(".;").strip()


def tokens(text: str) -> list[Token]:
    """The tokens of a text that `plain` has made. Raises NotReadable."""
    found: list[Token] = []
    place, is_spaced = 0, False
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise NotReadable(f"unknown sign {text[place]!r}")
        place = match.end()
        if match.lastgroup == "space":
            is_spaced = True
            continue
        _take(match, is_spaced, found)
        is_spaced = False
    return found


def _take(match: re.Match[str], is_spaced: bool, found: list[Token]) -> None:
    text = match[0]
    match match.lastgroup:
        case "grouped":
            digits = text.replace(".", "").replace(",", "")
            found.append(Token("number", text, Fraction(digits), is_spaced))
        case "number" | "period":
            found.append(Token("number", text, number(text), is_spaced))
        case "vulgar":
            found.append(Token("vulgar", text, _VULGAR[text], is_spaced))
        case "letters":
            found += _words(text, is_spaced)
        case "greek":
            found.append(Token("name", text, is_spaced=is_spaced))
        case "index":
            _add_index(text, found)
        case _:
            found.append(Token("sign", "^" if text == "**" else text, is_spaced=is_spaced))


def number(text: str) -> Fraction:
    """The value of a number as it is typed: '1 000', '3,5', '0.25', '0,(3)', '2,5e3'. Raises NotReadable."""
    text = text.replace(" ", "").replace(",", ".")
    if len(text) > MAX_DIGITS:
        raise NotReadable("too many digits")
    if "(" not in text:
        mantissa, _, exponent = text.lower().partition("e")
        return Fraction(mantissa) * Fraction(10) ** int(exponent or 0)
    whole, _, period = text.rstrip(")").partition("(")
    shift = 10 ** len(whole.partition(".")[2])
    return Fraction(whole + "0") + Fraction(int(period), shift * (10 ** len(period) - 1))


def _words(text: str, is_spaced: bool) -> list[Token]:
    """A row of letters as functions, π and unknowns: 'xsin' is x and sin."""
    found: list[Token] = []
    letters, place = 0, 0
    while place < len(text):
        name = _function_at(text, place)
        if name == "pi":
            found.append(Token("name", "π", is_spaced=is_spaced))
        elif name:
            found.append(Token("function", _SAME.get(name, name), is_spaced=is_spaced))
        else:
            letters += 1
            found.append(Token("name", text[place], is_spaced=is_spaced))
        place += len(name) or 1
        is_spaced = False
    has_cyrillic = any(letter > "\u0400" for letter in text)
    if letters > (1 if has_cyrillic else MAX_LETTERS):
        raise NotReadable("a word")
    return found


def _function_at(text: str, place: int) -> str:
    """The function, or pi, that begins at `place`; a longer one may have a capital: 'Sin x'."""
    for name in (*FUNCTIONS, "pi"):
        if text.startswith(name, place) or (len(name) > 2 and text.startswith(name.capitalize(), place)):
            return name
    return ""


def _add_index(text: str, found: list[Token]) -> None:
    """Join an index to the letter before it; behind log it is the base."""
    index = text.translate(_LOWERED).strip("_{}")
    before = found[-1] if found else None
    if before is None or not (before.kind == "name" or before.text == "log"):
        raise NotReadable("an index of nothing")
    if before.text == "log":
        value = Fraction(int(index)) if index.isdigit() else Fraction(0)
        found.append(Token("base", index, value))
    else:
        found[-1] = Token("name", f"{before.text}_{index}", is_spaced=before.is_spaced)


def _braced(match: re.Match[str]) -> str:
    top, bottom = (part if part.startswith("{") else f"{{{part}}}" for part in match.groups()[1:])
    return f"{match[1]}{top}{bottom}"


def _meaning(match: re.Match[str]) -> str:
    if match[2] is not None:
        return {"%": "%", "{": "(", "}": ")"}.get(match[2], " ")
    meaning = _COMMANDS.get(match[1])
    if meaning is None:
        raise NotReadable(f"unknown command {match[1]}")
    return _FRACTION_MARK if meaning == "F" else meaning
