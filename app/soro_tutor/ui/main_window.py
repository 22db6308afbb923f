"""The one window: strips that say what is amiss, and below them whatever page is open."""

import base64
import json
import logging
from pathlib import Path

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from soro_tutor.ui.banners import Banners
from soro_tutor.ui.tab_order import focus_next
from soro_tutor.ui.theme import Appearance

_log = logging.getLogger(__name__)
SMALLEST = (800, 480)
USUAL = (1180, 760)
PLACE_FILE = "window.json"


class MainWindow(QMainWindow):
    """Shows one page at a time and remembers where it stood on the screen."""

    closed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setWindowTitle("Soro Tutor")
        self.setMinimumSize(*SMALLEST)
        self.banners = Banners(appearance)
        self._page: QWidget | None = None
        frame = QWidget()
        self._column = QVBoxLayout(frame)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.banners)
        self.setCentralWidget(frame)
        full_screen = QShortcut(QKeySequence(QKeySequence.StandardKey.FullScreen), self)
        full_screen.activated.connect(self._on_full_screen_wanted)

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._page

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the one before, which is thrown away."""
        if self._page is not None:
            self._page.hide()
            self._column.removeWidget(self._page)
            self._page.deleteLater()
        self._page = page
        self._column.addWidget(page, 1)
        page.show()

    def restore_place(self, data_dir: Path) -> None:
        """Stand where the window stood last time; in the middle of the screen the first time."""
        try:
            stored = json.loads((data_dir / PLACE_FILE).read_text(encoding="utf-8"))
            if self.restoreGeometry(QByteArray(base64.b64decode(stored["geometry"]))):
                return
        except (OSError, ValueError, KeyError, TypeError):
            pass  # no file yet, or not ours: the usual place will do
        room = QGuiApplication.primaryScreen().availableGeometry()
        width, height = min(USUAL[0], room.width()), min(USUAL[1], room.height())
        self.resize(width, height)
        self.move(room.x() + (room.width() - width) // 2, room.y() + (room.height() - height) // 2)

    def keep_place(self, data_dir: Path) -> None:
        """Remember where the window stands."""
        place = base64.b64encode(self.saveGeometry().data()).decode("ascii")
        try:
            (data_dir / PLACE_FILE).write_text(json.dumps({"geometry": place}), encoding="utf-8")
        except OSError as error:
            _log.info("the window's place is not kept: %s", error)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Lead Tab in reading order; every widget of the window asks here."""
        return focus_next(self, next)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _on_full_screen_wanted(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()
