"""What is being waited for, in words over a bar."""

from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget


class WaitLine(QWidget):
    """Keeps its room while nothing is waited for, so that nothing around it moves."""

    def __init__(self) -> None:
        super().__init__()
        self._words = QLabel()
        self._words.setProperty("kind", "small")
        self._words.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        for part in (self._words, self._bar):
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        self.show_wait("", 0, 0)

    def show_wait(self, words: str, done: int, total: int) -> None:
        """Say what is being done and how far it is; total 0 shows no bar."""
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._bar.setVisible(total > 0)
        self._bar.setMaximum(max(total, 1))
        self._bar.setValue(done)
        self._bar.setAccessibleName(words)
