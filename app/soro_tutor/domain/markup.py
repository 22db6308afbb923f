"""The markup of items: formulas, figures and pictures in Markdown, found and tried."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

_FIGURE = re.compile(r"^```figure[ \t]*\n(?P<source>.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^```", re.MULTILINE)
_FORMULA = re.compile(
    r"(?<!\\)\$\$(?P<block>.*?)(?<!\\)\$\$|(?<!\\)\$(?P<line>.*?)(?<!\\)\$|\\\((?P<round>.*?)\\\)"
    r"|\\\[(?P<square>.*?)\\\]",
    re.DOTALL,
)
_PICTURE = re.compile(r"!\[[^\]]*\]\(\s*<?(?P<path>[^)>]*?)>?\s*\)")
_DOLLAR = re.compile(r"(?<!\\)\$")
_ESCAPED = re.compile(r"\\.", re.DOTALL)
# How many parts each of these must have in MathML, and the LaTeX of those that lack one.
_PARTS = {"mfrac": 2, "msub": 2, "msup": 2, "msubsup": 3, "mroot": 2}
_COMMANDS = {"mfrac": r"\frac", "msub": "_", "msup": "^", "msubsup": "_ ^", "mroot": r"\sqrt"}
_PYTHONS = (ValueError, LookupError, TypeError, AttributeError, StopIteration, RecursionError)
_OPEN, _CLOSED = re.compile(r"\\left\b"), re.compile(r"\\right\b")


def formulas(text: str) -> Iterator[str]:
    """The LaTeX of the formulas of `text`, in reading order."""
    for match in _FORMULA.finditer(_FIGURE.sub("", text)):
        yield next(part for part in match.groups() if part is not None)


def prose(text: str) -> str:
    """`text` with each formula, figure and picture made a space."""
    return _PICTURE.sub(" ", _FORMULA.sub(" ", _FIGURE.sub(" ", text)))


def pictures(text: str) -> Iterator[str]:
    """The paths of the pictures in `text`."""
    for match in _PICTURE.finditer(text):
        yield match["path"]


def figures(text: str) -> Iterator[str]:
    """The sources of the figure blocks in `text`."""
    for match in _FIGURE.finditer(text):
        yield match["source"]


def has_open_fence(text: str) -> bool:
    """Whether a fenced block is not closed."""
    return len(_FENCE.findall(text)) % 2 == 1


def has_open_formula(text: str) -> bool:
    """Whether a dollar sign has no partner."""
    return len(_DOLLAR.findall(_FIGURE.sub("", text))) % 2 == 1


def formula_fault(latex: str) -> str:
    """What is wrong with a formula, '' if nothing: its braces, its \\left and \\right, or what reads it."""
    bare = _ESCAPED.sub("", latex)
    if bare.count("{") != bare.count("}") or not _are_nested(bare):
        return "{ }"
    if len(_OPEN.findall(latex)) != len(_CLOSED.findall(latex)):
        return r"\left \right"
    return ""


def conversion_fault(latex: str) -> str:
    """What the library that draws formulas (by way of MathML) has against one, '' if nothing."""
    from latex2mathml import exceptions  # only here: the window opens without it
    from latex2mathml.converter import convert

    known = [kind for kind in vars(exceptions).values() if isinstance(kind, type)]
    own: tuple[type[Exception], ...] = tuple(kind for kind in known if issubclass(kind, Exception))
    try:
        tree = ElementTree.fromstring(convert(latex))  # noqa: S314 - the library wrote it
    # Its own errors have no common kind; bad LaTeX also ends in Python's.
    except own + _PYTHONS as error:
        return type(error).__name__
    for node in tree.iter():
        name = node.tag.rpartition("}")[2]
        if node.text and node.text.startswith("\\") and len(node.text) > 1:
            return node.text
        if len(node) < _PARTS.get(name, 0):
            return _COMMANDS[name]
    return ""


def _are_nested(latex: str) -> bool:
    depth = 0
    for sign in latex:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return True
