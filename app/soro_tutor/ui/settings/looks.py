"""Languages, theme and sizes."""

from typing import Any

from soro_tutor import formats
from soro_tutor.i18n import LANGUAGE_NAMES, LANGUAGES, translate
from soro_tutor.settings import SCALES
from soro_tutor.ui.preferences import Preferences
from soro_tutor.ui.settings.section import Section
from soro_tutor.ui.widgets.choice import Chips, Option
from soro_tutor.ui.words import label


class LanguageSection(Section):
    """The language of the window, and apart from it the language in which the tutor answers."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._interface_label, self._tutor_label = label("muted"), label("muted")
        self.interface, self.tutor = Chips(), Chips()
        self.add(self._interface_label, self.interface)
        self.add(self._tutor_label, self.tutor, space=8)
        self.retranslate()
        keep_choice(self.interface, preferences, "language")
        keep_choice(self.tutor, preferences, "tutor_language")

    def retranslate(self) -> None:
        self.heading.setText(translate("Languages"))
        self._interface_label.setText(translate("Language of the program"))
        self._tutor_label.setText(translate("Language in which the tutor answers"))
        self.interface.setAccessibleName(self._interface_label.text())
        self.tutor.setAccessibleName(self._tutor_label.text())
        for choice in (self.interface, self.tutor):
            choice.offer([Option(code, LANGUAGE_NAMES[code]) for code in LANGUAGES])


class LooksSection(Section):
    """Light or dark, and both sizes."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._theme_label, self._text_label, self._interface_label = (label("muted") for _ in range(3))
        self.theme, self.text_scale, self.interface_scale = Chips(), Chips(), Chips()
        self.add(self._theme_label, self.theme)
        self.add(self._text_label, self.text_scale, space=8)
        self.add(self._interface_label, self.interface_scale, space=8)
        self.retranslate()
        keep_choice(self.theme, preferences, "theme")
        keep_choice(self.text_scale, preferences, "text_scale")
        keep_choice(self.interface_scale, preferences, "interface_scale")

    def retranslate(self) -> None:
        self.heading.setText(translate("Appearance"))
        self._theme_label.setText(translate("Theme"))
        self._text_label.setText(translate("Size of the text that you read"))
        self._interface_label.setText(translate("Size of buttons and menus"))
        self.theme.setAccessibleName(self._theme_label.text())
        self.text_scale.setAccessibleName(self._text_label.text())
        self.interface_scale.setAccessibleName(self._interface_label.text())
        self.theme.offer(
            [
                Option("system", translate("As the system")),
                Option("light", translate("Light")),
                Option("dark", translate("Dark")),
            ]
        )
        for choice in (self.text_scale, self.interface_scale):
            choice.offer([Option(scale, formats.percent(scale / 100)) for scale in SCALES])


def keep_choice(choice: Chips, preferences: Preferences, name: str) -> None:
    """Let a choice show a setting and change it."""

    def change(value: Any) -> None:
        preferences.change(**{name: value})

    choice.choose(getattr(preferences.settings, name))
    choice.chosen.connect(change)
