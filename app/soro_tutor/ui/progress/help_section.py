"""With help and without help: the picture, a sentence on it, and the same as a table."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout

from soro_tutor.i18n import translate
from soro_tutor.session.help_picture import HelpPicture, Week
from soro_tutor.ui.progress.help_chart import HelpChart, is_used, week_name
from soro_tutor.ui.theme import Appearance
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.words import button, label

_FEWEST = 6  # weeks that the picture has at least


class HelpSection(Screen):
    """Says what the picture is for while there is nothing to draw."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._picture: HelpPicture | None = None
        self._title, self._text = label("heading"), label("muted")
        self.chart = HelpChart(appearance)
        self.switch = button("link")
        self.switch.clicked.connect(self._on_switched)
        self.table = _table()
        self.table.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._title, self._text, self.chart, self.table, self.switch):
            column.addWidget(part)
        column.setAlignment(self.switch, Qt.AlignmentFlag.AlignLeft)
        self.retranslate()

    def show_picture(self, picture: HelpPicture) -> None:
        """Show these weeks, from the first in which anything was answered."""
        first = next((place for place, week in enumerate(picture.weeks) if is_used(week)), len(picture.weeks))
        self._picture = HelpPicture(picture.weeks[min(first, max(len(picture.weeks) - _FEWEST, 0)) :])
        self.retranslate()

    def retranslate(self) -> None:
        weeks = [week for week in self._picture.weeks if is_used(week)] if self._picture else []
        is_table = not self.table.isHidden()
        self._title.setText(translate("With help and without help"))
        self._text.setText(
            translate("How many of your answers were right, week by week.")
            if weeks
            else translate("When you have practised, this picture shows what you can do alone.")
        )
        self.switch.setText(translate("Show the picture") if is_table else translate("Show as a table"))
        self.switch.setVisible(bool(weeks))
        self.chart.setVisible(bool(weeks) and not is_table)
        if self._picture is not None:
            self.chart.show_picture(self._picture)
        self._fill(weeks)

    def _fill(self, weeks: list[Week]) -> None:
        names = (translate("Week"), translate("without help"), translate("with help"))
        self.table.setAccessibleName(translate("With help and without help, by weeks"))
        self.table.setHorizontalHeaderLabels(names)
        self.table.setRowCount(len(weeks))
        for row, week in enumerate(weeks):
            cells = (
                week_name(week),
                _share(week.alone_right, week.alone_total),
                _share(week.assisted_right, week.assisted_total),
            )
            for column, text in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.table.resizeRowsToContents()
        rows = sum(self.table.rowHeight(row) for row in range(len(weeks)))
        self.table.setFixedHeight(rows + self.table.horizontalHeader().sizeHint().height() + 8)

    def _on_switched(self) -> None:
        self.table.setVisible(self.table.isHidden())
        self.retranslate()


def _table() -> QTableWidget:
    table = QTableWidget(0, 3)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return table


def _share(right: int, total: int) -> str:
    """A cell: how many of how many were right."""
    return translate("{right} of {total}", right=right, total=total) if total else "–"
