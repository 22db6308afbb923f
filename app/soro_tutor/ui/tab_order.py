"""The way of the Tab key: in reading order, as the layouts stand, whatever was made first."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QMainWindow, QScrollArea, QWidget


def focus_next(window: QMainWindow, is_forward: bool) -> bool:
    """Put the focus on the next control of the window, or on the one before; whether there is one.

    Qt's own order is that in which widgets were made, so that what is added later would come last.
    """
    order = list(in_reading_order(window))
    focused = window.focusWidget()
    if not order:
        return False
    step = 1 if is_forward else -1
    at = order.index(focused) + step if focused in order else min(step, 0)
    reason = Qt.FocusReason.TabFocusReason if is_forward else Qt.FocusReason.BacktabFocusReason
    reached = order[at % len(order)]
    reached.setFocus(reason)
    bring_into_sight(reached)
    return True


def in_reading_order(widget: QWidget | None) -> Iterator[QWidget]:
    """What Tab comes to within a widget."""
    if widget is None or not widget.isVisible() or not widget.isEnabled():
        return
    is_control = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    if is_control:
        yield widget
    if isinstance(widget, QMainWindow):
        yield from in_reading_order(widget.centralWidget())
    elif isinstance(widget, QScrollArea):
        yield from in_reading_order(widget.widget())
    elif not is_control:
        yield from _within(widget.layout())


def _within(layout: QLayout | None) -> Iterator[QWidget]:
    for index in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(index) if layout is not None else None
        if item is None:
            continue
        widget = item.widget()
        yield from in_reading_order(widget) if widget is not None else _within(item.layout())


def bring_into_sight(widget: QWidget) -> None:
    """Scroll every page around a control to it."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea) and around.widget() is not None:
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()
