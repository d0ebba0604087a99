"""A page that is new comes in turns: its place in the stack, its layout, what fills it, and then to sight; each takes long."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from facilitator.ui.parts.growing import Growing, Step


class Arrival:
    """Which page of a stack comes in the next moments, and which go when it is there.

    A page that is laid out and filled lies in its place already, under a picture of what showed before it: so nothing of it
    jumps. The picture takes what is clicked meanwhile: nobody presses what is not seen yet.
    """

    def __init__(self, stack: QStackedWidget) -> None:
        self._stack = stack
        self.page: QWidget | None = None
        self._unseen: QWidget | None = None
        self._cover: QLabel | None = None
        self._growing = Growing(stack)
        self._steps: dict[QWidget, tuple[Step, ...]] = {}
        self._leaving: list[QWidget] = []

    def expect(self, page: QWidget, *steps: Step) -> None:
        """Let these come before a page is seen for the first time; they may come twice, when somebody goes elsewhere meanwhile."""
        self._steps[page] = steps

    def put_off(self, page: QWidget, show: Callable[[], None]) -> bool:
        """Whether `show` is left to a later turn, as with a page that has not been here while another shows."""
        if self._unseen is page:
            return False
        self._growing.replace()
        self.page = self._unseen = None
        if page not in self._steps and self._stack.indexOf(page) >= 0:
            return False
        steps = self._steps.get(page, ())
        if not self._stack.isVisible():
            self._place(page)
            for step in steps:
                step()
            self._steps.pop(page, None)
            return False
        self.page = page
        self._growing.replace(
            self._cover_up, partial(self._place, page), partial(self._show_unseen, page, show), *steps,
            partial(self._reveal, page),
        )  # fmt: skip
        self._growing.go_on()
        return True

    def _cover_up(self) -> None:
        if self._cover is None:
            self._cover = cover = QLabel(self._stack.parentWidget())
            cover.setPixmap(self._stack.grab())
            cover.setGeometry(self._stack.geometry())
            cover.show()
            self._stack.setUpdatesEnabled(False)  # what lies under it need not be painted

    def _uncover(self) -> None:
        if self._cover is not None:
            self._stack.setUpdatesEnabled(True)
            self._cover.hide()
            self._cover.deleteLater()
            self._cover = None

    def _show_unseen(self, page: QWidget, show: Callable[[], None]) -> None:
        self._unseen = page
        show()

    def _reveal(self, page: QWidget) -> None:
        self.page = self._unseen = None
        self._uncover()
        self._steps.pop(page, None)  # last: whoever is asked for a step may go with it

    @property
    def coming(self) -> bool:
        """Whether a page is on its way, or not whole yet."""
        return self._growing.waits

    def stop(self) -> None:
        """Bring nothing more to sight: the stack goes, and another takes its place."""
        self._growing.replace()

    def leave(self, page: QWidget | None) -> None:
        """Let go of a page when the next one shows: until then nothing else comes to sight."""
        if page is not None:
            self._steps.pop(page, None)
            self._leaving.append(page)

    def put(self, page: QWidget) -> None:
        """Show a page, and let those go that have been left."""
        self._place(page)
        self._stack.setCurrentWidget(page)
        while self._leaving:
            left = self._leaving.pop()
            self._stack.removeWidget(left)
            left.deleteLater()
        if self._unseen is None:
            self._uncover()

    def _place(self, page: QWidget) -> None:
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
