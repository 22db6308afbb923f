"""The panel of conversations: listed by subject, searched as one types, renamed, deleted, exported."""

from html import escape

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from soro_tutor.domain.dialogue import Conversation, Subject
from soro_tutor.domain.learner import Learner
from soro_tutor.i18n import translate
from soro_tutor.session import labels
from soro_tutor.session.conversations import Conversations
from soro_tutor.store.search import Hit
from soro_tutor.ui.icons import icon, keep_icon
from soro_tutor.ui.tasks import while_alive
from soro_tutor.ui.theme import Appearance, Theme
from soro_tutor.ui.tutor.entry import Entry, EntryDelegate, excerpt
from soro_tutor.ui.tutor.rename import RenameDialog
from soro_tutor.ui.widgets.drop_down import DropDown
from soro_tutor.ui.widgets.letter_bar import LetterBar
from soro_tutor.ui.widgets.notice import Notice

_SEARCH_MILLISECONDS = 200
_ENTRY = Qt.ItemDataRole.UserRole
_LEADING = QLineEdit.ActionPosition.LeadingPosition


class ConversationList(QFrame):
    """Shows one learner's conversations, or the messages that a search found."""

    opened = Signal(int, int)  # conversation, message (0 for its end)
    new_wanted = Signal()
    export_wanted = Signal(object)  # Conversation
    deleted = Signal(int)
    renamed = Signal(int, str)

    def __init__(
        self,
        conversations: Conversations,
        appearance: Appearance,
        notice: Notice,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "side")
        self._conversations = conversations
        self._appearance = appearance
        self._notice = notice
        self._learner = Learner(0, "")
        self._search_number = 0
        self._new = QPushButton(self)
        keep_icon(self._new, "new", appearance)
        self._subject = DropDown(appearance, self)
        self._search = QLineEdit(self)
        self._glass = self._search.addAction(icon("search", appearance.theme), _LEADING)
        self._search.setClearButtonEnabled(True)
        self._letters = LetterBar(self._search, self)
        self._empty = QLabel(self)
        self._empty.setProperty("kind", "muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._list = QListWidget(self)
        self._list.setItemDelegate(EntryDelegate(appearance, self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._more = QPushButton(self)
        self._more.setProperty("kind", "quiet")
        keep_icon(self._more, "more", appearance)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SEARCH_MILLISECONDS)
        self._lay_out()
        self._connect()
        self._on_appearance_changed(appearance.theme)
        self.retranslate()

    def set_learner(self, learner: Learner) -> None:
        """Show this learner's conversations."""
        self._learner = learner
        self._search.clear()
        self.refresh()

    def refresh(self) -> None:
        """Read the list, or search, again."""
        self._timer.stop()
        self._search_number += 1
        number = self._search_number
        query = self._search.text().strip()
        if query:

            def show_hits(hits: list[Hit]) -> None:
                if number == self._search_number:
                    self._show([Entry(hit.conversation, hit.message.id, *excerpt(hit)) for hit in hits])

            self._conversations.search(self._learner.id, query, while_alive(self, show_hits))
            return

        def show_all(found: list[Conversation]) -> None:
            if number == self._search_number:
                self._show([Entry(conversation) for conversation in found])

        self._conversations.list(self._learner.id, self._subject.currentData(), while_alive(self, show_all))

    def mark(self, conversation_id: int) -> None:
        """Mark the conversation that is open."""
        for row in range(self._list.count()):
            if self._entry(self._list.item(row)).conversation.id == conversation_id:
                self._list.setCurrentRow(row)
                return
        self._list.setCurrentRow(-1)

    def retranslate(self) -> None:
        """Show everything in the interface's language."""
        self._new.setText(translate("New conversation"))
        self._search.setPlaceholderText(translate("Search"))
        self._search.setAccessibleName(translate("Search in all conversations"))
        self._list.setAccessibleName(translate("Conversations"))
        self._more.setText(translate("More"))
        self._more.setToolTip(translate("Rename, export or delete the chosen conversation"))
        self._subject.setAccessibleName(translate("Subject"))
        if self._subject.count() == 0:
            for value in (None, *Subject):
                self._subject.addItem("", value)
        self._subject.setItemText(0, translate("All subjects"))
        for index, subject in enumerate(Subject, 1):
            self._subject.setItemText(index, labels.subject(subject))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the interface's language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.refresh()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and F2 do what they do everywhere."""
        conversation = self._chosen()
        if conversation is not None and event.key() == Qt.Key.Key_Delete:
            self._delete(conversation)
        elif conversation is not None and event.key() == Qt.Key.Key_F2:
            self._rename(conversation)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 16, 12, 12)
        column.setSpacing(8)
        for part in (self._new, self._search, self._letters, self._subject):
            column.addWidget(part)
        for filling in (self._empty, self._list):  # one of them is in sight, and takes the room
            column.addWidget(filling, 1)
        column.addWidget(self._more)

    def _connect(self) -> None:
        self._new.clicked.connect(self.new_wanted)
        self._search.textChanged.connect(self._on_search_changed)
        self._timer.timeout.connect(self.refresh)
        self._subject.activated.connect(self._on_subject_chosen)
        self._list.itemActivated.connect(self._on_item_chosen)
        self._list.itemClicked.connect(self._on_item_chosen)
        self._list.customContextMenuRequested.connect(self._on_menu_wanted)
        self._list.currentRowChanged.connect(lambda row: self._more.setEnabled(row >= 0))
        self._more.clicked.connect(self._on_more_clicked)
        self._more.setEnabled(False)
        self._appearance.changed.connect(self._on_appearance_changed)

    def _show(self, entries: list[Entry]) -> None:
        chosen = self._chosen()
        self._list.clear()
        for entry in entries:
            item = QListWidgetItem(self._list)
            item.setData(_ENTRY, entry)
            item.setToolTip(f"<p>{escape(entry.title)}</p>")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.title}, {entry.second_line}")
            item.setData(Qt.ItemDataRole.DisplayRole, entry.title)
        is_search = bool(self._search.text().strip())
        self._empty.setText(
            translate("Nothing was found.") if is_search else translate("Your conversations will stand here.")
        )
        self._empty.setVisible(not entries)
        self._list.setVisible(bool(entries))
        self._more.setVisible(bool(entries))
        self.mark(chosen.id if chosen else 0)

    def _entry(self, item: QListWidgetItem) -> Entry:
        entry = item.data(_ENTRY)
        assert isinstance(entry, Entry)  # noqa: S101 - for the type checker
        return entry

    def _chosen(self) -> Conversation | None:
        row = self._list.currentRow()
        return self._entry(self._list.item(row)).conversation if row >= 0 else None

    def _on_search_changed(self, _: str) -> None:
        self._timer.start()

    def _on_subject_chosen(self, _: int) -> None:
        self.refresh()

    def _on_item_chosen(self, item: QListWidgetItem) -> None:
        entry = self._entry(item)
        self.opened.emit(entry.conversation.id, entry.message_id)

    def _on_more_clicked(self) -> None:
        self._open_menu(self._more.mapToGlobal(QPoint(0, 0)))

    def _on_menu_wanted(self, place: QPoint) -> None:
        if self._list.itemAt(place) is not None:
            self._open_menu(self._list.viewport().mapToGlobal(place))

    def _open_menu(self, place: QPoint) -> None:
        conversation = self._chosen()
        if conversation is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        theme = self._appearance.theme
        actions = (
            ("rename", translate("Rename"), lambda: self._rename(conversation)),
            ("export", translate("Export"), lambda: self.export_wanted.emit(conversation)),
            ("delete", translate("Delete"), lambda: self._delete(conversation)),
        )
        for icon_name, words, action in actions:
            menu.addAction(icon(icon_name, theme), words).triggered.connect(action)
        menu.popup(place)

    def _rename(self, conversation: Conversation) -> None:
        dialog = RenameDialog(conversation.title, self._appearance, self)
        dialog.titled.connect(lambda title: self._on_title_given(conversation, title))
        dialog.open()

    def _on_title_given(self, conversation: Conversation, title: str) -> None:
        def then(_: None) -> None:
            self.refresh()
            self.renamed.emit(conversation.id, title)

        self._conversations.rename(conversation.id, title, while_alive(self, then))

    def _delete(self, conversation: Conversation) -> None:
        def undo() -> None:
            self._conversations.undelete(conversation.id, while_alive(self, lambda _: self.refresh()))

        def then(_: None) -> None:
            self.refresh()
            self.deleted.emit(conversation.id)
            words = translate("“{title}” was deleted.", title=conversation.title)
            self._notice.show_action(words, translate("Undo"), undo)

        self._conversations.delete(conversation.id, while_alive(self, then))

    def _on_appearance_changed(self, theme: Theme) -> None:
        self._glass.setIcon(icon("search", theme, "muted"))
        clear = self._search.findChild(QAction, "_q_qlineeditclearaction")  # Qt's own: its icon is black
        if clear is not None:
            clear.setIcon(icon("close", theme, "muted"))
        self._list.doItemsLayout()
