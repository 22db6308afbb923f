"""The words of Qt's own buttons and dialogs in the interface's language."""

import gettext

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QObject, QTranslator

from soro_tutor import i18n


class QtTranslation(QTranslator):
    """Translates Qt's own words: Tajik from our catalogue, for Qt has none; Russian from Qt's; English as is.

    One object stays installed and changes its source, so that a switch sends LanguageChange exactly once.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tajik: gettext.NullTranslations = gettext.NullTranslations()
        self._russian = QTranslator(self)
        self._language = "en"

    def switch_language(self, language: str) -> None:
        """Use `language` for our words and for Qt's, and let every widget know."""
        i18n.use(language)
        if language == "tg":
            self._tajik = i18n.catalogue("tg", "qtbase")
        elif language == "ru" and self._russian.isEmpty():
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            self._russian.load("qtbase_ru", folder)
        self._language = language
        application = QCoreApplication.instance()
        if application is not None:
            QCoreApplication.sendEvent(application, QEvent(QEvent.Type.LanguageChange))

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, number: int = -1
    ) -> str:
        """The words for one of Qt's source strings; the source itself where there are none."""
        if self._language == "tg":
            return self._tajik.pgettext(context, source)
        if self._language == "ru":
            return self._russian.translate(context, source, disambiguation, number) or source
        return source
