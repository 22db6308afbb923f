"""The settings while the program runs: a change shows at once and is kept."""

import errno
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from soro_tutor import settings as store
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.settings import Settings
from soro_tutor.ui.qt_translation import QtTranslation
from soro_tutor.ui.theme import Appearance


class Preferences(QObject):
    """Holds the settings, applies what of them concerns the looks and the language, and saves them."""

    changed = Signal(object)  # the new Settings
    save_failed = Signal(object)  # a TutorError

    def __init__(
        self, settings: Settings, data_dir: Path, appearance: Appearance, translation: QtTranslation
    ) -> None:
        super().__init__()
        self.settings = settings
        self.data_dir = data_dir
        self.appearance = appearance
        self._translation = translation
        self.is_kept = True  # False where the data folder must not be touched

    def apply(self) -> None:
        """Show the settings as they are."""
        now = self.settings
        self.appearance.set(now.theme, now.text_scale, now.interface_scale)
        self._translation.switch_language(now.language)

    def change(self, **changes: Any) -> None:
        """Change the named settings, apply and save them."""
        before, now = self.settings, self.settings.with_changes(**changes)
        if now == before:
            return
        self.settings = now
        if _looks(now) != _looks(before):
            self.appearance.set(now.theme, now.text_scale, now.interface_scale)
        if now.language != before.language:
            self._translation.switch_language(now.language)
        self.changed.emit(now)
        self._save()

    def _save(self) -> None:
        if not self.is_kept:
            return
        try:
            store.save(self.data_dir, self.settings)
        except OSError as error:
            code = ErrorCode.DISK_FULL if error.errno == errno.ENOSPC else ErrorCode.DATA_READ_ONLY
            self.save_failed.emit(TutorError(code, path=str(self.data_dir)))


def _looks(settings: Settings) -> tuple[str, int, int]:
    return settings.theme, settings.text_scale, settings.interface_scale
