"""The film or sound of a step: its file, its player when there is one, and what the leader asks for."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from facilitator.errors import WorldTrouble
from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.session.state import Session
from facilitator.ui.running import clips, player
from facilitator.ui.running.clips import NO_CLIP, Clips, ClipView, Deed
from facilitator.ui.stage import paint
from facilitator.ui.stage import slide as s
from facilitator.ui.stage.window import StageWindow


class Screening(QObject):
    """`changed`: what `view` and `adapt` answer may be another now. `hinted`: a line for the leader. `begins`: the film is
    to be seen now."""

    changed = Signal()
    hinted = Signal(str)
    begins = Signal()

    def __init__(self, files: Clips, stage: StageWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._files, self._stage = files, stage
        self._player: player.Player | None = None
        self._step = ""
        self._asked: Session | None = None
        self._dialog: QFileDialog | None = None

    def adapt(self, session: Session, slide: s.Slide) -> s.Slide:
        """The slide as this computer shows it: where the film is played here, nothing says that it is not."""
        if isinstance(slide, s.Clip) and player.available():
            file = self._files.file(session)
            if file is not None and clips.playable(file):
                return replace(slide, note="")
        return slide

    def view(self, session: Session) -> ClipView:
        """What the console shows of the step's film or sound."""
        if clips.showing(session) is None:
            return NO_CLIP
        file = self._files.file(session)
        there = file is not None and clips.playable(file)
        playing = self._player is not None and self._player.playing
        return ClipView(file.name if file is not None else "", there, player.available(), playing)

    def follow(self, session: Session) -> None:
        """Stop when the step is left; rest while something else is shown and when the question comes."""
        if self._player is None:
            return
        if session.current.id != self._step or session.ended:
            self._player.stop()
        elif session.cover or session.overlay or session.held or session.revealed:
            self._player.rest()

    def do(self, deed: Deed, session: Session, window: QWidget) -> None:
        """Carry out what the leader asks for in the console."""
        file = self._files.file(session)
        match deed:
            case "choose":
                self._ask(window, file, session)
            case "outside" if file is None or not clips.open_outside(file):
                self.hinted.emit(_("The file could not be opened. Choose it once more."))
            case "play" if over := _over(session):  # the film would lie over it
                self.hinted.emit(over)
            case "play" if file is not None and clips.playable(file) and player.available():
                self._step = session.current.id
                self.begins.emit()
                self._here().toggle(file, self._place())
            case "sound" if player.available():
                self._here().test_sound()
            case _:
                pass

    def close(self) -> None:
        """Let go of the film and of an open dialog. The stage takes the player with it, and the form after the lesson still
        tells of facts."""
        if self._player is not None:
            self._player.stop()
            self._player = None
        if self._dialog is not None:
            self._dialog.reject()

    def _here(self) -> player.Player:
        if self._player is None:
            self._player = player.Player(self._stage)
            self._stage.installEventFilter(self)
            self._player.changed.connect(self.changed)
            self._player.failed.connect(self._failed)
        return self._player

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The film goes with the stage: it rests when that goes, and keeps its place on it when that changes."""
        if self._player is not None and event.type() == QEvent.Type.Hide:
            self._player.rest()
        elif self._player is not None and event.type() == QEvent.Type.Resize:
            self._player.lay(self._place())
        return False

    def _place(self) -> QRect:
        """Where a slide has its content: the frame with the railway line stays around the film."""
        slide, size = self._stage.slide, self._stage.picture_size
        if slide is None:
            return QRect()
        body, scale = paint.page_of(slide, size).body, paint.scale_of(size)
        return QRect(
            round(body.x() * scale),
            round(body.y() * scale),
            round(body.width() * scale),
            round(body.height() * scale),
        )

    def _failed(self, why: str) -> None:
        self.hinted.emit(_("The film or sound cannot be played: {why}").format(why=why))

    def _ask(self, window: QWidget, now: Path | None, session: Session) -> None:
        self._asked = session
        self._dialog = clips.chooser(window, now)
        self._dialog.fileSelected.connect(self._chosen)
        self._dialog.finished.connect(self._dialog_done)
        self._dialog.open()

    def _dialog_done(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _chosen(self, path: str) -> None:
        session = self._asked  # the step that was asked for, wherever the lesson has gone meanwhile
        if session is None or clips.showing(session) is None:
            return
        try:
            refused = self._files.choose(session, Path(path))
        except WorldTrouble as trouble:
            refused = str(trouble)
        if refused:
            self.hinted.emit(refused)
        self.changed.emit()


def _over(session: Session) -> str:
    """Why the pupils cannot see the step's film now, in words; empty when they can."""
    if session.cover or session.overlay:
        return _("The projector is covered. Press Esc to go back to the lesson.")
    return _("The picture is frozen. Let it go first.") if session.held else ""
