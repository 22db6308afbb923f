"""The look of the window: colours from one palette, sizes in fixed steps, one style sheet."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from soro_tutor import paths

_PLACE = re.compile(r"@(?:(\d+)px|reading(\d+)px|([a-z_]+))")


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours and sizes in use; the scales are in per cent."""

    is_dark: bool
    colours: Mapping[str, str]
    text_scale: int = 100
    interface_scale: int = 100

    def colour(self, role: str) -> str:
        """The colour of a role of palette.toml, as "#rrggbb"."""
        return self.colours[role]

    def reading(self, size: int) -> int:
        """Pixels of a size of reading text (13, 16, 20 or 28) at the chosen text size."""
        return size * self.text_scale // 100

    def interface(self, size: int) -> int:
        """Pixels of a size or space of the interface at the chosen interface size."""
        return size * self.interface_scale // 100


class Appearance(QObject):
    """Keeps the application's looks at what was chosen, and follows the system where that was chosen."""

    changed = Signal(Theme)

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._name = "system"
        self.theme = make_theme(is_dark=False)
        application.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def set(self, theme_name: str, text_scale: int, interface_scale: int) -> None:
        """Use "system", "light" or "dark" and both scales (per cent) at once."""
        self._name = theme_name
        hints = self._application.styleHints()
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        # `changed` is to be emitted once, not a second time by the scheme's own signal.
        hints.blockSignals(True)
        hints.setColorScheme(schemes.get(theme_name, Qt.ColorScheme.Unknown))
        hints.blockSignals(False)
        self._apply(text_scale, interface_scale)

    def _on_scheme_changed(self) -> None:
        if self._name == "system":
            self._apply(self.theme.text_scale, self.theme.interface_scale)

    def _apply(self, text_scale: int, interface_scale: int) -> None:
        is_dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        if self._name != "system":
            is_dark = self._name == "dark"
        self.theme = make_theme(is_dark, text_scale, interface_scale)
        font = self._application.font()
        font.setPixelSize(self.theme.interface(16))
        self._application.setFont(font)
        self._application.setPalette(_palette(self.theme))
        self._application.setStyleSheet(_style_sheet(self.theme))
        self.changed.emit(self.theme)


def make_theme(is_dark: bool, text_scale: int = 100, interface_scale: int = 100) -> Theme:
    """The theme with the light or dark colours of palette.toml."""
    return Theme(is_dark, _colours()["dark" if is_dark else "light"], text_scale, interface_scale)


@cache
def _colours() -> dict[str, dict[str, str]]:
    return tomllib.loads((paths.resources() / "style" / "palette.toml").read_text(encoding="utf-8"))


@cache
def _template() -> str:
    return (paths.resources() / "style" / "soro.qss").read_text(encoding="utf-8")


def _style_sheet(theme: Theme) -> str:
    """The style sheet with @16px, @reading16px and @accent filled in."""

    def fill(place: re.Match[str]) -> str:
        interface, reading, role = place.groups()
        if interface:
            return f"{theme.interface(int(interface))}px"
        if reading:
            return f"{theme.reading(int(reading))}px"
        return (paths.resources() / "icons").as_posix() if role == "icons" else theme.colour(role)

    return _PLACE.sub(fill, _template())


def _palette(theme: Theme) -> QPalette:
    """Qt's own palette in our colours, for what no style sheet reaches (links, selections, dialogs)."""
    roles = {
        QPalette.ColorRole.Window: "ground",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "sunken",
        QPalette.ColorRole.ToolTipBase: "surface",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.Highlight: "selection",
        QPalette.ColorRole.HighlightedText: "text",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.Accent: "accent",
    }
    palette = QPalette()
    for role, name in roles.items():
        palette.setColor(role, QColor(theme.colour(name)))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.colour("muted")))
    return palette
