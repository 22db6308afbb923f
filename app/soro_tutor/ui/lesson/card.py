"""The item as a card: subject, grade and topic over the statement."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from soro_tutor.domain.item import Form
from soro_tutor.domain.leak import secrets_of
from soro_tutor.i18n import language, translate
from soro_tutor.session import labels
from soro_tutor.session.events import Picture
from soro_tutor.ui.icons import keep_icon
from soro_tutor.ui.lesson.passage import Passage
from soro_tutor.ui.reading.terms import Tappable
from soro_tutor.ui.theme import Appearance
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.words import label, mark

_GAP = re.compile(r"\[\[(\d+)\]\]")


def tappable(picture: Picture) -> Tappable:
    """The terms that can be tapped in all that is said of an item: none that tells its answer too soon."""
    is_secret = picture.effort.is_answer_secret
    return Tappable(picture.item.subject, secrets_of(picture.item) if is_secret else None)


class ItemCard(Screen):
    """Made anew for each item."""

    def __init__(self, appearance: Appearance, picture: Picture) -> None:
        super().__init__()
        self._picture = picture
        item = picture.item
        sign = mark()
        keep_icon(sign, item.subject.value, appearance, "accent")
        self._place, self._number, self._alone = label("muted"), label("muted"), label("help")
        self._number.setWordWrap(False)
        self.statement = Passage(appearance, _GAP.sub(r"**(\1)** ……", item.statement))
        frame = QFrame()
        frame.setProperty("kind", "card")
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(sign)
        heading.addWidget(self._place, 1)
        heading.addWidget(self._number)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(20, 14, 20, 14)
        inside.setSpacing(8)
        inside.addLayout(heading)
        inside.addWidget(self._alone, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.statement)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        self._alone.setVisible(picture.effort.is_alone)
        self._number.setVisible(bool(picture.total))
        self.show_terms(tappable(picture))
        self.retranslate()

    def show_terms(self, shown: Tappable) -> None:
        """Let these terms of the statement be tapped."""
        self.statement.explain_terms(shown)

    def retranslate(self) -> None:
        picture, item = self._picture, self._picture.item
        topic = picture.topic_titles.get(language(), "")
        parts = [labels.subject(item.subject), labels.grade(item.grade), topic]
        self._place.setText(" · ".join(part for part in parts if part))
        self._number.setText(
            translate("Exercise {number} of {total}", number=picture.number, total=picture.total)
        )
        self._alone.setText(
            translate("Now alone: an exercise without hints.")
            if picture.is_twin
            else translate("This one is without help: it shows what you can do alone.")
        )
        name = translate("Exercise")
        if item.form is Form.CLOZE:
            name = translate("Exercise: fill the gaps")
        self.statement.setAccessibleName(name)
