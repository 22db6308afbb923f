"""Strips above the page that say what is amiss, each until it is closed."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from soro_tutor.i18n import translate
from soro_tutor.ui.icons import keep_icon
from soro_tutor.ui.theme import Appearance
from soro_tutor.ui.widgets.announcement import announce
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.words import icon_button, label, mark


class Banners(Screen):
    """All strips below one another, each said once."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._strips: list[_Strip] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def say(self, words: Callable[[], str], *, is_good: bool = False) -> None:
        """Show words, which are made anew in each language; good news have another sign."""
        if words() in self.shown():
            return
        strip = _Strip(self._appearance, words, is_good)
        strip.closed.connect(lambda: self._take(strip))
        self._strips.append(strip)
        self._column.addWidget(strip)
        strip.show()
        announce(self, strip.text())

    def clear(self) -> None:
        """Take all strips away."""
        for strip in list(self._strips):
            self._take(strip)

    def shown(self) -> list[str]:
        """What the strips say now."""
        return [strip.text() for strip in self._strips]

    def retranslate(self) -> None:
        for strip in self._strips:
            strip.retranslate()

    def _take(self, strip: "_Strip") -> None:
        self._strips.remove(strip)
        strip.hide()
        strip.deleteLater()


class _Strip(QFrame):
    """One thing that is amiss."""

    closed = Signal()

    def __init__(self, appearance: Appearance, words: Callable[[], str], is_good: bool) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self._words = words
        sign = mark()
        keep_icon(sign, *(("check", appearance, "right") if is_good else ("warning", appearance, "help")))
        self._label = label()
        self._close = icon_button()
        self._close.clicked.connect(self.closed)
        keep_icon(self._close, "close", appearance)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(12)
        row.addWidget(sign)
        row.addWidget(self._label, 1)
        row.addWidget(self._close)
        self.retranslate()

    def text(self) -> str:
        """The words on the strip."""
        return self._label.text()

    def retranslate(self) -> None:
        """Make the words anew."""
        self._label.setText(self._words())
        self._close.setToolTip(translate("Close this message"))
        self._close.setAccessibleName(translate("Close this message"))
