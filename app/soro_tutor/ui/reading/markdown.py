"""Markdown with formulas to the HTML that Qt's rich text understands."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from soro_tutor.domain import figure
from soro_tutor.ui.reading.notation import Formula, formula_at

# (latex, is_display) → HTML of the formula's picture
Picture = Callable[[str, bool], str]
# source of a figure block → HTML of its picture
Drawing = Callable[[str], str]

FORMULA = "formula"
FORMULA_BLOCK = "formula_block"
_MAX_NESTING = 20
_MAX_FORMULA_LINES = 100


def to_html(text: str, picture: Picture, drawing: Drawing) -> str:
    """The HTML of a message; `picture` draws its formulas and `drawing` its figures.

    No HTML in the text, no image, is let through.
    """
    return str(_parser().render(text, {"picture": picture, "drawing": drawing})).strip()


def plain_to_html(text: str, picture: Picture) -> str:
    """The HTML of a text that is shown as it was typed, but for its formulas."""
    pieces: list[str] = []
    position = start = 0
    while position < len(text):
        found = formula_at(text, position) if text[position] in "\\$" else None
        if isinstance(found, Formula):
            pieces += [_typed(text[start:position]), picture(found.latex, False)]
            position = start = found.end
        else:
            position += 1
    return "".join([*pieces, _typed(text[start:])])


def _typed(text: str) -> str:
    return escapeHtml(text).replace("\n", "<br>")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _MAX_NESTING, "breaks": True})
    parser.enable(["table", "strikethrough"])
    parser.disable(["html_block", "html_inline", "reference"])
    parser.inline.ruler.before("escape", FORMULA, _parse_inline)
    parser.block.ruler.before(
        "fence", FORMULA_BLOCK, _parse_block, {"alt": ["paragraph", "blockquote", "list"]}
    )
    parser.core.ruler.push("stand_alone", _mark_stand_alone)
    parser.core.ruler.push("qt", _suit_qt)
    for kind, render in _RENDERERS.items():
        parser.add_render_rule(kind, render)
    return parser


# Reading ------------------------------------------------------------------------------------------


def _parse_inline(state: StateInline, silent: bool) -> bool:
    found = formula_at(state.src, state.pos) if state.src[state.pos] in "\\$" else None
    if not isinstance(found, Formula):
        return False
    if not silent:
        _push(state, FORMULA, found)
    state.pos = found.end
    return True


def _parse_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A display formula that begins a line and ends one: no line inside becomes a list or a heading."""
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if state.src[begin : begin + 2] not in {"$$", "\\["} or state.is_code_block(start_line):
        return False
    last_line = min(end_line, start_line + _MAX_FORMULA_LINES)
    text = state.getLines(start_line, last_line, state.blkIndent, False).lstrip()
    found = formula_at(text, 0)
    if not isinstance(found, Formula) or text[found.end :].split("\n", 1)[0].strip():
        return False
    if not silent:
        state.line = start_line + text.count("\n", 0, found.end) + 1
        _push(state, FORMULA_BLOCK, found).block = True
    return True


def _push(state: StateInline | StateBlock, kind: str, found: Formula) -> Token:
    token = state.push(kind, "", 0)
    token.content = found.latex
    token.meta = {"is_display": found.is_display}
    return token


def _mark_stand_alone(state: StateCore) -> None:
    """Note which display formulas stand in a paragraph of their own right, where they may break the line."""
    for before, token in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type == "inline" and before.type == "paragraph_open":
            for child in token.children or ():
                if child.type == FORMULA:
                    child.meta["is_hidden_paragraph"] = before.hidden
                    child.meta["breaks_line"] = child.meta["is_display"]


def _suit_qt(state: StateCore) -> None:
    """Write what Qt's style sheets would lose: it sizes headings itself, and drops a styled cell's border."""
    for token in state.tokens:
        if token.type.startswith("heading_"):
            level = min(int(token.tag[1]), 3)
            token.tag = "p"
            if token.nesting == 1:
                token.attrSet("class", f"heading{level}")
        elif token.type in {"th_open", "td_open"}:
            style = str(token.attrs.pop("style", "text-align:left"))
            token.attrSet("align", style.removeprefix("text-align:"))


# Writing ------------------------------------------------------------------------------------------


def _render_formula(_: RendererHTML, tokens: Sequence[Token], index: int, __: Any, env: Any) -> str:
    token = tokens[index]
    image: str = env["picture"](token.content, token.meta["is_display"])
    if not token.meta.get("breaks_line"):
        return image
    centred = f'<p class="formula" align="center">{image}</p>'
    return centred if token.meta["is_hidden_paragraph"] else f"</p>{centred}<p>"


def _render_formula_block(_: RendererHTML, tokens: Sequence[Token], index: int, __: Any, env: Any) -> str:
    return f'<p class="formula" align="center">{env["picture"](tokens[index].content, True)}</p>\n'


def _render_fence(renderer: RendererHTML, tokens: Sequence[Token], index: int, _: Any, env: Any) -> str:
    token = tokens[index]
    if token.info.strip() != figure.FENCE:
        return _render_code(renderer, tokens, index)
    return f'<p class="formula" align="center">{env["drawing"](token.content)}</p>\n'


def _render_code(_: RendererHTML, tokens: Sequence[Token], index: int, *__: Any) -> str:
    """Code on a ground of its own: a table, because Qt gives a <pre> no padding."""
    code = escapeHtml(tokens[index].content.rstrip("\n"))
    return f'<table class="code" width="100%" cellpadding="12"><tr><td><pre>{code}</pre></td></tr></table>\n'


def _render_image(_: RendererHTML, tokens: Sequence[Token], index: int, *__: Any) -> str:
    """An image's words: nothing is ever fetched."""
    return escapeHtml(tokens[index].content)


def _render_table_open(*_: Any) -> str:
    return '<table class="grid" cellspacing="0" cellpadding="8">\n'


_RENDERERS: dict[str, Callable[..., str]] = {
    FORMULA: _render_formula,
    FORMULA_BLOCK: _render_formula_block,
    "fence": _render_fence,
    "code_block": _render_code,
    "image": _render_image,
    "table_open": _render_table_open,
}
