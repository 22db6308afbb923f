"""The look: contrasts, sizes, icons, fonts."""

import tomllib
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from soro_tutor import paths, ui
from soro_tutor.domain.dialogue import Subject
from soro_tutor.ui import font
from soro_tutor.ui.icons import icon, keep_icon
from soro_tutor.ui.preferences import Preferences
from soro_tutor.ui.theme import make_theme

pytestmark = pytest.mark.usefixtures("qapp")


def contrast(first: str, second: str) -> float:
    """The contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour as WCAG 2 defines it."""
    made = QColor(colour)
    parts = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in made.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("is_dark", [False, True])
def test_words_can_be_read_on_every_ground(is_dark: bool) -> None:
    theme = make_theme(is_dark)
    words = ("text", "muted", "accent", "right", "wrong", "help")
    grounds = ("ground", "surface", "sunken", "tint")
    for word, ground in product(words, grounds):
        assert contrast(theme.colour(word), theme.colour(ground)) >= 4.5, (word, ground)
    assert contrast(theme.colour("on_accent"), theme.colour("accent")) >= 4.5
    assert contrast(theme.colour("text"), theme.colour("selection")) >= 4.5
    assert contrast(theme.colour("text"), theme.colour("help_tint")) >= 4.5


@pytest.mark.parametrize("is_dark", [False, True])
def test_the_edges_of_controls_and_the_focus_can_be_seen(is_dark: bool) -> None:
    theme = make_theme(is_dark)
    for edge, ground in product(("outline", "focus"), ("ground", "surface", "sunken")):
        assert contrast(theme.colour(edge), theme.colour(ground)) >= 3, (edge, ground)


def test_both_themes_have_the_same_roles() -> None:
    palette = tomllib.loads((paths.resources() / "style" / "palette.toml").read_text(encoding="utf-8"))
    assert palette["light"].keys() == palette["dark"].keys()


def test_the_style_sheet_leaves_no_place_unfilled(qapp: QApplication, preferences: Preferences) -> None:
    assert "@" not in qapp.styleSheet()
    assert preferences.appearance.theme.colour("accent") in qapp.styleSheet()


def test_dark_and_light_are_shown_at_once(qapp: QApplication, preferences: Preferences) -> None:
    preferences.change(theme="dark")
    assert qapp.palette().window().color().name() == make_theme(is_dark=True).colour("ground")
    preferences.change(theme="light")
    assert qapp.palette().window().color().name() == make_theme(is_dark=False).colour("ground")


def test_the_text_grows_apart_from_the_interface(qapp: QApplication, preferences: Preferences) -> None:
    preferences.change(text_scale=150)
    theme = preferences.appearance.theme
    assert (theme.reading(16), theme.interface(16), qapp.font().pixelSize()) == (24, 16, 16)
    preferences.change(text_scale=100, interface_scale=200)
    theme = preferences.appearance.theme
    assert (theme.reading(16), theme.interface(16), qapp.font().pixelSize()) == (16, 32, 32)


def test_a_label_in_sight_grows_with_the_interface(qtbot: QtBot, preferences: Preferences) -> None:
    label = QLabel("Омӯзгор")
    qtbot.addWidget(label)
    label.show()
    before = label.sizeHint().height()
    preferences.change(interface_scale=200)
    assert label.sizeHint().height() > before * 1.5


def test_every_subject_has_an_icon() -> None:
    for subject in Subject:
        assert not icon(subject, make_theme(is_dark=False)).pixmap(QSize(24, 24)).isNull()


def test_every_icon_is_used_and_listed_with_its_source() -> None:
    folder = paths.resources() / "icons"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    code = "".join(file.read_text(encoding="utf-8") for file in Path(ui.__path__[0]).rglob("*.py"))
    for file in folder.glob("*.svg"):
        assert f"| {file.stem} | " in listed, file.name
        assert f'"{file.stem}"' in code or file.stem in list(Subject), file.name


def test_every_icon_draws_something_in_the_colour_that_was_asked_for() -> None:
    theme = make_theme(is_dark=False)
    for file in sorted((paths.resources() / "icons").glob("*.svg")):
        image = icon(file.stem, theme, "wrong").pixmap(QSize(48, 48)).toImage()
        seen = {
            image.pixelColor(x, y).name()
            for x in range(48)
            for y in range(48)
            if image.pixelColor(x, y).alpha() == 255
        }
        assert theme.colour("wrong") in seen, file.name


def test_an_icon_follows_the_theme(qtbot: QtBot, preferences: Preferences) -> None:
    button = QPushButton("Send")
    qtbot.addWidget(button)
    keep_icon(button, "send", preferences.appearance)
    light = button.icon().pixmap(QSize(20, 20)).toImage()
    preferences.change(theme="dark", interface_scale=200)
    assert button.icon().pixmap(QSize(20, 20)).toImage() != light
    assert button.iconSize().height() == 40


def test_the_bundled_font_has_all_tajik_letters() -> None:
    bundled = font.bundled_font()
    assert bundled.family() == "Noto Sans"
    assert font.can_write_tajik(bundled)


def test_a_font_without_tajik_letters_is_replaced(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = qapp.font()
    monkeypatch.setattr(font, "can_write_tajik", lambda _font: False)
    font.choose_font(qapp)
    assert qapp.font().family() == "Noto Sans"
    qapp.setFont(before)
