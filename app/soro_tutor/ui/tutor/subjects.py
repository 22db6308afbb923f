"""The tutor screen without a conversation: what it is for, and a card for each subject."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from soro_tutor.domain.dialogue import Mode, Subject
from soro_tutor.i18n import translate
from soro_tutor.session import labels
from soro_tutor.ui.icons import icon, keep_icon
from soro_tutor.ui.theme import Appearance, Theme
from soro_tutor.ui.tutor.modes import ModeChooser
from soro_tutor.ui.widgets.column import Column
from soro_tutor.ui.widgets.wait_line import WaitLine

_CARD_WIDTH = 168  # pixels at 100 %


class SubjectCards(Column):
    """Choosing a card begins a conversation in the mode that is chosen above the cards."""

    chosen = Signal(Subject, Mode)
    panel_toggled = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._appearance = appearance
        self._title = QLabel()
        self._title.setProperty("kind", "title")
        self._text = QLabel()
        self._text.setProperty("kind", "muted")
        for label in (self._title, self._text):
            label.setWordWrap(True)
        self._panel_button = QPushButton()
        keep_icon(self._panel_button, "panel", appearance)
        self._wait = WaitLine()
        self._panel_button.clicked.connect(self.panel_toggled)
        self._modes = ModeChooser()
        self._cards = {subject: self._card(subject) for subject in Subject}
        self._place = QWidget()
        self._grid = QGridLayout(self._place)
        self._grid.setContentsMargins(0, 0, 0, 0)
        heading = QHBoxLayout()
        heading.addWidget(self._title, 1)
        heading.addWidget(self._panel_button, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(heading)
        for part in (self._text, self._modes, self._place, self._wait):
            self.content.addWidget(part)
        self.content.addStretch()
        self._on_appearance_changed(appearance.theme)
        appearance.changed.connect(self._on_appearance_changed)
        self.retranslate()

    def focus_first(self) -> None:
        """Put the focus on the first card."""
        next(iter(self._cards.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_wait(self, words: str, done: int, total: int) -> None:
        """Say what is being prepared while the learner chooses, "" for nothing."""
        self._wait.show_wait(words, done, total)

    def set_narrow(self, is_narrow: bool) -> None:
        """Offer the button that opens the panel of conversations."""
        self._panel_button.setVisible(is_narrow)

    def retranslate(self) -> None:
        """Show everything in the interface's language."""
        self._panel_button.setText(translate("Conversations"))
        self._title.setText(translate("What are you learning today?"))
        self._text.setText(translate("Choose a subject and ask. Everything stays on this computer."))
        for subject, card in self._cards.items():
            card.setText(labels.subject(subject))
            card.setAccessibleName(labels.subject(subject))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the interface's language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many cards in a row as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _card(self, subject: Subject) -> QToolButton:
        card = QToolButton()
        card.setProperty("kind", "subject")
        card.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        card.clicked.connect(lambda: self.chosen.emit(subject, self._modes.value))
        return card

    def _arrange(self) -> None:
        theme = self._appearance.theme
        # Not from viewport(): to hand it out, PySide prepares every class of widget, and the start waits.
        bar = self.verticalScrollBar()
        width = self.width() - (bar.width() if bar.isVisible() else 0)
        room = min(width, theme.interface(760)) - 48
        widest = max(card.sizeHint().width() for card in self._cards.values())
        columns = max(1, min(4, room // (max(theme.interface(_CARD_WIDTH), widest) + self._grid.spacing())))
        if len(self._cards) % columns and columns > 1:
            columns -= 1
        for index, card in enumerate(self._cards.values()):
            self._grid.addWidget(card, index // columns, index % columns)

    def _on_appearance_changed(self, theme: Theme) -> None:
        self._grid.setSpacing(theme.interface(12))
        for subject, card in self._cards.items():
            card.setIcon(icon(subject.value, theme, "accent"))
            card.setIconSize(QSize(theme.interface(28), theme.interface(28)))
            card.setMinimumHeight(theme.interface(96))
        self._arrange()
