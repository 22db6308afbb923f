"""A piece of reading text that follows the theme: Markdown with formulas, or words as they were typed."""

import re

from PySide6.QtCore import Qt

from soro_tutor.ui.reading.terms import Tappable
from soro_tutor.ui.reading.view import ReadingView
from soro_tutor.ui.theme import Appearance

_FENCE = re.compile(r"```.*?(?:```|$)", re.DOTALL)
_MARKUP = re.compile(r"[*_`>#$]+|^\s*\d+\. ", re.MULTILINE)


class Passage(ReadingView):
    """As high as its text. With `is_still` it takes neither focus nor clicks: what holds it is pressed.

    With `tappable`, its school terms can be tapped for what they mean.
    """

    def __init__(
        self,
        appearance: Appearance,
        text: str = "",
        *,
        is_plain: bool = False,
        is_still: bool = False,
        tappable: Tappable | None = None,
    ) -> None:
        super().__init__(appearance.theme, is_plain=is_plain)
        if is_still:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if tappable is not None:
            self.explain_terms(tappable)
        appearance.changed.connect(self.set_theme)
        self.show_text(text)


def spoken(text: str) -> str:
    """Markdown as a line of plain words, for a screen reader, a tool tip or a list; formulas stay LaTeX."""
    return " ".join(_MARKUP.sub("", _FENCE.sub(" ", text)).replace("{,}", ",").split())
