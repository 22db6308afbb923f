"""Our own Tajik words for Qt's buttons, menus and dialogs."""

import re

import pytest
from babel.messages.pofile import read_po

from soro_tutor import i18n, paths
from soro_tutor.domain.lint import lint

SOURCE = paths.translations() / "tg" / "LC_MESSAGES" / "qtbase.po"


def messages():
    with SOURCE.open("rb") as file:
        return [message for message in read_po(file) if message.id]


@pytest.mark.parametrize(
    ("context", "english", "tajik"),
    [
        ("QPlatformTheme", "OK", "Хуб"),
        ("QPlatformTheme", "Cancel", "Бекор кардан"),
        ("QPlatformTheme", "&Yes", "Ҳ&а"),
        ("QWidgetTextControl", "&Copy", "&Нусха бардоштан"),
        ("QLineEdit", "&Paste", "&Гузоштан"),
        ("QFileDialog", "New Folder", "Ҷузвдони нав"),
        ("QMessageBox", "Show Details...", "Намоиши тафсилот…"),
    ],
)
def test_qt_speaks_tajik(context: str, english: str, tajik: str) -> None:
    assert i18n.catalogue("tg", "qtbase").pgettext(context, english) == tajik


def test_words_that_are_not_translated_stay_as_qt_has_them() -> None:
    assert i18n.catalogue("tg", "qtbase").pgettext("QShortcut", "Bass Boost") == "Bass Boost"


def test_every_button_of_a_message_box_has_a_word() -> None:
    have = {message.id for message in messages() if message.context == "QPlatformTheme" and message.string}
    want = (
        "OK,Save,Save All,Open,&Yes,Yes to &All,&No,N&o to All,Abort,Retry,Ignore,Close,Cancel,Discard,Help"
    )
    assert have >= {*want.split(","), "Apply", "Reset", "Restore Defaults"}


def test_placeholders_and_shortcuts_are_those_of_the_english() -> None:
    for message in messages():
        assert message.string
        assert sorted(re.findall(r"%\d", message.string)) == sorted(re.findall(r"%\d", message.id))
        assert len(re.findall(r"&\w", message.string)) == len(re.findall(r"&\w", message.id)), message.id
        assert message.string.endswith(":") == message.id.endswith(":")


def test_a_shortcut_is_a_letter_of_every_cyrillic_keyboard() -> None:
    for message in messages():
        for letter in re.findall("&(.)", message.string):
            assert letter.lower() in "абвгдежзийклмнопрстуфхчшъэюя", message.string


def test_the_tajik_is_written_without_slips() -> None:
    for message in messages():
        assert not lint(message.string), message.string
