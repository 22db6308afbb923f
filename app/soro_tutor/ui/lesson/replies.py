"""All that was said under an item, oldest first."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from soro_tutor.session.sitting import Reply, ReplyKind
from soro_tutor.ui.lesson.passage import spoken
from soro_tutor.ui.lesson.reply import FoldedReply, ReplyView, make_reply
from soro_tutor.ui.reading.terms import Tappable
from soro_tutor.ui.theme import Appearance
from soro_tutor.ui.widgets.announcement import announce


class Replies(QWidget):
    """Follows the newest list of replies; a widget stays as long as its reply."""

    stop_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._views: dict[int, ReplyView] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.hide()

    @property
    def last(self) -> QWidget | None:
        """The newest reply."""
        return list(self._views.values())[-1] if self._views else None

    @property
    def is_writing(self) -> bool:
        """Whether the model writes under one of them."""
        return any(view.reply.is_writing for view in self._views.values())

    def clear(self) -> None:
        """Forget all: another item is shown."""
        for view in self._views.values():
            view.hide()
            view.deleteLater()
        self._views.clear()
        self.hide()

    def show_replies(self, replies: Sequence[Reply], tappable: Tappable) -> list[Reply]:
        """Show these with terms to tap; returns those that are new, and a screen reader says them."""
        new = [reply for reply in replies if reply.id not in self._views]
        for reply in replies:
            if reply.id in self._views:
                self._views[reply.id].text.explain_terms(tappable)
                self._views[reply.id].show_reply(reply)
        for reply in new:
            self._add(reply, tappable)
        if new:
            announce(
                self, " ".join(spoken(reply.text) for reply in new if reply.kind is not ReplyKind.LEARNER)
            )
        self.setVisible(bool(self._views))
        return new

    def add_words(self, reply_id: int, text: str) -> None:
        """Show more of the model's words; those of a reply that is no longer there are dropped."""
        view = self._views.get(reply_id)
        if view is not None:
            view.show_reply(replace(view.reply, words=view.reply.words + text))

    def _add(self, reply: Reply, tappable: Tappable) -> None:
        if reply.kind is ReplyKind.HINT:
            self._fold_hints()
        view = make_reply(reply, tappable, self._appearance)
        view.stop_wanted.connect(self.stop_wanted)
        self._views[reply.id] = view
        self._column.addWidget(view)

    def _fold_hints(self) -> None:
        """Leave room for the next hint; those before it are a press away."""
        for view in self._views.values():
            if isinstance(view, FoldedReply):
                view.set_folded(True)
