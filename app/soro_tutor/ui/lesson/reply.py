"""One reply under an item: its sign, the curated text, and under it how the model words it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from soro_tutor.i18n import translate
from soro_tutor.session.sitting import Reply, ReplyKind
from soro_tutor.ui.icons import icon, icon_size, keep_icon
from soro_tutor.ui.lesson.passage import Passage, spoken
from soro_tutor.ui.reading.stream import settled
from soro_tutor.ui.reading.terms import Tappable
from soro_tutor.ui.theme import Appearance, Theme
from soro_tutor.ui.widgets.announcement import announce
from soro_tutor.ui.widgets.elided import ElidedLabel
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.words import label, mark

# The icon of each kind and the role of its colour; the words beside it say the same.
_SIGNS = {
    ReplyKind.RIGHT: ("right", "right"),
    ReplyKind.PARTLY: ("partly", "help"),
    ReplyKind.WRONG: ("wrong", "wrong"),
    ReplyKind.UNREADABLE: ("warning", "help"),
    ReplyKind.HINT: ("hint", "help"),
    ReplyKind.SOLUTION: ("solution", "accent"),
    ReplyKind.SAY_IT: ("edit", "accent"),
    ReplyKind.LEARNER: ("learner", "accent"),
    ReplyKind.COMMENT: ("tutor", "accent"),
    ReplyKind.EXPLANATION: ("explain", "accent"),
}
_FOLDED = {ReplyKind.HINT, ReplyKind.SOLUTION}


def make_reply(reply: Reply, tappable: Tappable, appearance: Appearance) -> "ReplyView":
    """A widget for a reply, in which these terms can be tapped; hints and solutions can be folded."""
    kind = FoldedReply if reply.kind in _FOLDED else ReplyView
    return kind(reply, tappable, appearance)


def kind_words(kind: ReplyKind) -> str:
    """What a kind of reply is called."""
    names = {
        ReplyKind.RIGHT: translate("Right"),
        ReplyKind.PARTLY: translate("Partly right"),
        ReplyKind.WRONG: translate("Not right"),
        ReplyKind.UNREADABLE: translate("Not counted"),
        ReplyKind.HINT: translate("Hint"),
        ReplyKind.SOLUTION: translate("Solution"),
        ReplyKind.SAY_IT: translate("In your words"),
        ReplyKind.LEARNER: translate("You"),
        ReplyKind.COMMENT: translate("Tutor"),
        ReplyKind.EXPLANATION: translate("Explanation"),
    }
    return names[kind]


class ReplyView(Screen):
    """A sign at the left, the text beside it."""

    stop_wanted = Signal()

    def __init__(self, reply: Reply, tappable: Tappable, appearance: Appearance) -> None:
        super().__init__()
        self.reply = reply
        self._appearance = appearance
        self.text = Passage(appearance, is_plain=reply.kind is ReplyKind.LEARNER, tappable=tappable)
        self._words = WordsView(appearance)
        self._words.stop.clicked.connect(self.stop_wanted)
        self._lay_out()
        self.show_reply(reply)
        self.retranslate()

    def show_reply(self, reply: Reply) -> None:
        """Show its newest state; what the model has ended to write is announced."""
        has_ended = self.reply.is_writing and not reply.is_writing
        self.reply = reply
        self.text.show_text(reply.text)
        self._words.show_words(reply.words, is_writing=reply.is_writing)
        if has_ended and reply.words:
            announce(self, spoken(reply.words))

    def retranslate(self) -> None:
        self.text.setAccessibleName(kind_words(self.reply.kind))

    def _lay_out(self) -> None:
        name, role = _SIGNS[self.reply.kind]
        sign = mark()
        keep_icon(sign, name, self._appearance, role)
        side = QVBoxLayout()
        side.setContentsMargins(0, 6, 0, 0)
        side.addWidget(sign)
        side.addStretch()
        page = QVBoxLayout()
        page.setSpacing(4)
        page.addWidget(self.text)
        page.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(side)
        row.addLayout(page, 1)


class FoldedReply(ReplyView):
    """A card with a heading that folds it; folded, the heading shows how the text begins."""

    def set_folded(self, is_folded: bool) -> None:
        """Show the heading alone, or all."""
        self._is_folded = is_folded
        self._inside.setVisible(not is_folded)
        self._beginning.setVisible(is_folded)
        self._show_arrow(self._appearance.theme)
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        name = kind_words(self.reply.kind)
        self.fold.setText(name)
        self.fold.setToolTip(translate("Show") if self._is_folded else translate("Fold"))
        state = translate("folded") if self._is_folded else translate("open")
        self.fold.setAccessibleName(f"{name}, {state}")
        self._beginning.set_text(spoken(self.reply.text))

    def _lay_out(self) -> None:
        self._is_folded = False
        self.fold = QPushButton()
        self.fold.setProperty("kind", "fold")
        self.fold.clicked.connect(lambda: self.set_folded(not self._is_folded))
        sign = mark()
        keep_icon(sign, *self._sign())
        self._beginning = ElidedLabel()
        self._beginning.setProperty("kind", "muted")
        self._beginning.hide()
        heading = QHBoxLayout()
        heading.setSpacing(4)
        heading.addWidget(sign)
        heading.addWidget(self.fold)
        heading.addWidget(self._beginning, 1)
        heading.addStretch()
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(self.text)
        inside.addWidget(self._words)
        frame = QFrame()
        frame.setProperty("kind", "help" if self.reply.kind is ReplyKind.HINT else "card")
        page = QVBoxLayout(frame)
        page.setContentsMargins(16, 8, 16, 8)
        page.setSpacing(4)
        page.addLayout(heading)
        page.addWidget(self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        self._appearance.changed.connect(self._show_arrow)
        self._show_arrow(self._appearance.theme)

    def _sign(self) -> tuple[str, Appearance, str]:
        name, role = _SIGNS[self.reply.kind]
        return name, self._appearance, role

    def _show_arrow(self, theme: Theme) -> None:
        self.fold.setIcon(icon("fold" if self._is_folded else "unfold", theme, "muted"))
        self.fold.setIconSize(icon_size(theme, 16))


class WordsView(Screen):
    """What the model says to this learner, as it comes, with a quiet button that stops it."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._passage = Passage(appearance)
        self._wait = label("small")
        self.stop = QPushButton()
        self.stop.setProperty("kind", "quiet")
        keep_icon(self.stop, "stop", appearance, "muted", 16)
        below = QHBoxLayout()
        below.addWidget(self._wait)
        below.addWidget(self.stop)
        below.addStretch()
        frame = QFrame()
        frame.setProperty("kind", "words")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(12, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self._passage)
        inside.addLayout(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        self.show_words("", is_writing=False)
        self.retranslate()

    def show_words(self, words: str, *, is_writing: bool) -> None:
        """Show what has come, as far as later text cannot change its meaning."""
        shown = settled(words.lstrip()) if is_writing else words.lstrip()
        self._passage.show_text(shown)
        self._passage.setVisible(bool(shown))
        self._wait.setVisible(is_writing)
        self.stop.setVisible(is_writing)
        self.setVisible(is_writing or bool(shown))

    def retranslate(self) -> None:
        self._passage.setAccessibleName(translate("The tutor's words"))
        self._wait.setText(translate("The tutor is writing…"))
        self.stop.setText(translate("Stop"))
        self.stop.setToolTip(translate("Stop the answer (Esc)"))
