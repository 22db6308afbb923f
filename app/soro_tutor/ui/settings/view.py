"""The settings: everything applies at once."""

from PySide6.QtWidgets import QVBoxLayout

from soro_tutor.i18n import translate
from soro_tutor.ui.desk import Desk
from soro_tutor.ui.settings.data import BackupSection, FolderSection
from soro_tutor.ui.settings.learners import LearnerSection
from soro_tutor.ui.settings.looks import LanguageSection, LooksSection
from soro_tutor.ui.settings.model import ModelSection
from soro_tutor.ui.settings.section import Section
from soro_tutor.ui.widgets.column import Column
from soro_tutor.ui.widgets.screen import Screen
from soro_tutor.ui.words import label, line


class SettingsView(Screen):
    """Sections beneath one another in one column."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.title = label("title")
        self.language, self.looks = LanguageSection(desk.preferences), LooksSection(desk.preferences)
        self.model = ModelSection(desk)
        self.sections: list[Section] = [self.language, self.looks, self.model]
        if not desk.people.current.is_guest:  # a guest sees neither the others nor their data
            self.sections += [LearnerSection(desk), BackupSection(desk)]
        self.sections.append(FolderSection(desk))
        page = Column(desk.preferences.appearance)
        page.content.addWidget(self.title)
        for section in self.sections:
            page.content.addWidget(line())
            page.content.addWidget(section)
        page.content.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(translate("Settings"))
