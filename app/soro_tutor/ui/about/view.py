"""The screen about the program: version, licences, where the data lies."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout

from soro_tutor.i18n import translate
from soro_tutor.ui.about.library import LIBRARIES, Library, program_version
from soro_tutor.ui.icons import keep_icon
from soro_tutor.ui.preferences import Preferences
from soro_tutor.ui.widgets.column import Column
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.words import button, button_row, label, line, make_selectable


class AboutView(Screen):
    """Plain text in one column."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._data_dir = preferences.data_dir
        self.title, self.sentence, self.offline = label("title"), label(), label("right")
        self.licence, self.gemma = label(), label()
        self.data_heading, self.data_path = label("heading"), label()
        self.libraries_heading, self.libraries = label("heading"), label()
        self.gemma_heading = label("heading")
        self.open_folder = button()
        keep_icon(self.open_folder, "folder", preferences.appearance)
        self.open_folder.clicked.connect(self._on_folder_wanted)
        self._lay_out(preferences)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText("Soro Tutor")
        self.sentence.setText(
            translate("Version {version}. A tutor that works on this computer.", version=program_version())
        )
        self.offline.setText("✓ " + translate("No internet is used. Nothing leaves this computer."))
        self.licence.setText(translate("The program is free software under the Apache License 2.0."))
        self.gemma_heading.setText(translate("The model"))
        self.gemma.setText(
            translate("Gemma is provided under and subject to the Gemma Terms of Use.")
            + " "
            + translate("You find them at {address}.", address="ai.google.dev/gemma/terms")
        )
        self.data_heading.setText(translate("Your data"))
        self.data_path.setText(str(self._data_dir))
        self.open_folder.setText(translate("Open the folder"))
        self.libraries_heading.setText(translate("Made with the work of others"))
        self.libraries.setText("\n".join(_line_of(library) for library in LIBRARIES))

    def _lay_out(self, preferences: Preferences) -> None:
        page = Column(preferences.appearance)
        for path in (self.data_path, self.libraries, self.gemma):
            make_selectable(path)
        for widget in (self.title, self.sentence, self.offline, self.licence, line()):
            page.content.addWidget(widget)
        for widget in (self.gemma_heading, self.gemma, line(), self.data_heading, self.data_path):
            page.content.addWidget(widget)
        page.content.addLayout(button_row(self.open_folder))
        for widget in (line(), self.libraries_heading, self.libraries):
            page.content.addWidget(widget)
        page.content.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def _on_folder_wanted(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._data_dir)))


def _line_of(library: Library) -> str:
    return f"{library.name} {library.version}".rstrip() + f": {library.licence}"
