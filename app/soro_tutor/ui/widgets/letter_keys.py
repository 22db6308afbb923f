"""Types the Tajik letters on any keyboard: Alt with the nearest Russian letter, or that letter held down."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit

Field = QLineEdit | QPlainTextEdit | QTextEdit

LETTERS = {"г": "ғ", "и": "ӣ", "к": "қ", "у": "ӯ", "х": "ҳ", "ч": "ҷ"}
# The same keys where the keyboard is set to Latin letters.
_LATIN_PLACES = {
    Qt.Key.Key_U: "г",
    Qt.Key.Key_B: "и",
    Qt.Key.Key_R: "к",
    Qt.Key.Key_E: "у",
    Qt.Key.Key_BracketLeft: "х",
    Qt.Key.Key_BraceLeft: "х",
    Qt.Key.Key_X: "ч",
}


def insert(field: Field, text: str) -> None:
    """Put text at the cursor, in place of what is selected."""
    if isinstance(field, QLineEdit):
        field.insert(text)
    else:
        field.insertPlainText(text)


class LetterKeys(QObject):
    """An event filter on one text field; it lives as long as the field."""

    shift_changed = Signal(bool)

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._field = field
        self._held = ""
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that stand for a Tajik letter, and leave all others."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and _alt_letter(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._is_taken(event)
            if event.type() == QEvent.Type.KeyRelease and event.key() == Qt.Key.Key_Shift:
                self.shift_changed.emit(False)
        return super().eventFilter(watched, event)

    def _is_taken(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Shift:
            self.shift_changed.emit(True)
        letter = _alt_letter(event)
        if letter:
            insert(self._field, letter)
            return True
        if event.isAutoRepeat():
            return self._is_held(event.text())
        self._held = event.text() if event.text().lower() in LETTERS else ""
        return False

    def _is_held(self, text: str) -> bool:
        """Turn the letter before the cursor into its Tajik one; its further repeats are taken and dropped."""
        if text.lower() not in LETTERS:
            return False
        if text == self._held and _letter_before(self._field) == text:
            _replace_before(self._field, tajik(text))
        self._held = ""
        return True


def tajik(letter: str) -> str:
    """The Tajik letter that is kin to a Russian one, small or capital."""
    found = LETTERS[letter.lower()]
    return found.upper() if letter.isupper() else found


def _alt_letter(event: QKeyEvent) -> str:
    """The Tajik letter that Alt with this key means, or nothing."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shift = Qt.KeyboardModifier.ShiftModifier
    if modifiers & ~shift != Qt.KeyboardModifier.AltModifier:
        return ""
    code = event.key()
    letter = chr(code).lower() if 0x0400 <= code <= 0x04FF else _LATIN_PLACES.get(Qt.Key(code), "")
    if letter not in LETTERS:
        return ""
    return tajik(letter.upper() if modifiers & shift else letter)


def _letter_before(field: Field) -> str:
    if isinstance(field, QLineEdit):
        return field.text()[max(field.cursorPosition() - 1, 0) : field.cursorPosition()]
    return _cursor_over_letter_before(field).selectedText()


def _replace_before(field: Field, letter: str) -> None:
    if isinstance(field, QLineEdit):
        field.cursorBackward(True)
        field.insert(letter)
    else:
        _cursor_over_letter_before(field).insertText(letter)


def _cursor_over_letter_before(field: QPlainTextEdit | QTextEdit) -> QTextCursor:
    cursor = field.textCursor()
    cursor.clearSelection()
    cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor)
    return cursor
