"""A start that cannot be: clear words instead of the desk, and not a byte of the log changed."""

import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from facilitator.journal import open_journal, queries
from facilitator.session.orders import End
from tests.journeys.display import Display
from tests.journeys.logbook import LOG
from tests.journeys.person import CTRL, Key, Person, said, texts
from tests.patience import PATIENCE_S

NOBODY = 65534


def make_newer(log: Path) -> None:
    with closing(sqlite3.connect(log)) as connection:
        connection.execute("PRAGMA user_version = 99")


def damage(log: Path) -> None:
    content = bytearray(log.read_bytes())
    content[4096:8192] = bytes(4096)
    log.write_bytes(content)


def empty(log: Path) -> None:
    log.write_bytes(b"")


def make_foreign(log: Path) -> None:
    log.write_text("Det här är en inköpslista.\n" * 40, encoding="utf-8")


def files_of(folder: Path) -> dict[str, bytes]:
    """The log and what lies beside it, but for locks."""
    return {p.name: p.read_bytes() for p in folder.glob("passledaren.*") if not p.name.endswith(".lock")}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            make_newer,
            said(
                "The log was made by a newer Passledaren (log version {found}, this program knows {known})."
            ),
        ),
        (damage, said("The log is damaged: {what}.")),
        (empty, said("The log is damaged: {what}.")),
        (make_foreign, said("The file is not a Passledaren log.")),
    ],
)
def test_that_a_log_that_cannot_be_opened_is_explained_and_left_alone(
    come: Callable[..., Person], known: Path, change: Callable[[Path], None], words: str
) -> None:
    whole = (known / LOG).read_bytes()
    change(known / LOG)
    before = files_of(known)
    person = come()
    page = "\n".join(texts(person.program.window))
    assert words in page
    assert LOG in page
    assert "Traceback" not in page
    assert ".py" not in page
    person.chooses(said("Try again"))
    person.waits(lambda: person.is_offered(said("Try again")))
    assert files_of(known) == before
    (known / LOG).write_bytes(whole)  # somebody has put the log right
    person.chooses(said("Try again"))
    person.waits(lambda: person.reads(said("Today’s lesson")))
    person.waits(lambda: person.reads("6B"))


def test_that_a_backup_takes_the_place_of_a_damaged_log_by_keyboard(
    come: Callable[..., Person], known: Path
) -> None:
    journal = open_journal(known)
    journal.back_up()
    journal.close()
    damage(known / LOG)
    damaged = (known / LOG).read_bytes()
    person = come()
    person.chooses(said("Bring the backup back …"))
    person.chooses(said("Yes, bring it back"))
    person.waits(lambda: person.reads(said("Today’s lesson")))
    person.waits(lambda: person.reads("6B"))
    (aside,) = known.glob("damaged-*")
    assert (aside / LOG).read_bytes() == damaged
    person.waits(lambda: person.reads(str(aside)))


def lead_without_the_log(person: Person) -> Path:
    """Lead a lesson to its end though the log cannot be opened; returns the folder that the program names."""
    person.chooses(said("Lead the lesson without the log"))
    person.waits(lambda: person.reads(said("Today’s lesson")))
    person.waits(
        lambda: person.reads(said("The log could not be opened. What you lead now is not saved in it."))
    )
    assert person.program.bridge is not None
    folder = person.program.bridge.rooms.journal.path.parent
    assert person.reads(str(folder))
    person.press(Key.Key_F, CTRL)
    person.tabs_to(said("Group code, for example 6B"))
    person.writes("7A")
    person.starts("Normer")
    person.goes_on(3)
    person.waits(lambda: person.reads("reservfil"))
    person.live.give(End())
    person.waits(lambda: person.reads(said("The lesson is not saved in the log")))
    assert person.reads(str(folder))
    assert not isinstance(QApplication.focusWidget(), QAbstractButton), "nothing is marked in the form"
    return folder


def test_that_a_lesson_can_be_led_beside_a_damaged_log(come: Callable[..., Person], known: Path) -> None:
    damage(known / LOG)
    before = files_of(known)
    person = come()
    assert not person.reads(said("Nothing has been changed or lost."))
    folder = lead_without_the_log(person)
    person.go_home()
    assert folder.parent == known.parent
    assert files_of(known) == before
    journal = open_journal(folder)
    assert [row.group for row in queries.sessions(journal)] == ["7A"]
    journal.close()


def take_in(person: Person) -> None:
    """Read what is offered, take it into the log, and find it there."""
    title = said("A lesson was led while the log could not be opened")
    person.waits(lambda: person.reads(title))
    assert person.reads(" · 7A · ")
    person.chooses(said("Take it into the log"))
    person.waits(lambda: not person.reads(title))
    assert person.reads(said("It is in the log now. The page Follow-up shows it among the other lessons."))
    assert person.program.bridge is not None
    journal = person.program.bridge.rooms.journal
    assert journal.path == person.data / LOG
    assert [row.group for row in queries.sessions(journal)] == ["7A"]


def test_that_what_was_led_without_the_log_is_taken_in_at_the_next_start(
    come: Callable[..., Person], known: Path
) -> None:
    sound = (known / LOG).read_bytes()
    damage(known / LOG)
    person = come()
    folder = lead_without_the_log(person)
    person.go_home()
    (known / LOG).write_bytes(sound)  # somebody has put the log right
    person = come()
    take_in(person)
    assert not folder.exists()
    person.go_home()
    person = come()
    person.waits(lambda: person.reads("7A"))
    assert not person.reads(said("A lesson was led while the log could not be opened"))


def test_that_the_log_can_be_opened_again_in_the_same_run(come: Callable[..., Person], known: Path) -> None:
    sound = (known / LOG).read_bytes()
    damage(known / LOG)
    person = come()
    lead_without_the_log(person)
    person.press(Key.Key_1, CTRL)
    person.chooses(said("Try to open the log again"))
    person.waits(lambda: person.reads(said("The log is damaged: {what}.")))
    person.waits(
        lambda: person.reads(said("The log could not be opened. What you lead now is not saved in it."))
    )
    (known / LOG).write_bytes(sound)
    person.chooses(said("Try to open the log again"))
    take_in(person)
    assert not person.reads(said("The log could not be opened. What you lead now is not saved in it."))
    person.starts("Vad är")
    person.goes_on(2)
    assert not person.reads("reservfil")
    journal = person.program.bridge.rooms.journal if person.program.bridge is not None else None
    assert journal is not None
    assert journal.flush(PATIENCE_S)
    assert len(queries.sessions(journal)) == 2


def test_that_the_trouble_page_can_be_left_by_keyboard(come: Callable[..., Person], known: Path) -> None:
    make_newer(known / LOG)
    before = files_of(known)
    person = come()
    person.chooses(said("Close the program"), Key.Key_Return)
    person.waits(lambda: not person.program.window.isVisible())
    assert files_of(known) == before


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A used data folder that the one who runs the program may read and not write; root becomes somebody else."""
    as_root = os.geteuid() == 0
    if as_root and not all(place.stat().st_mode & stat.S_IXOTH for place in Path(__file__).resolve().parents):
        pytest.skip("the program lies where only root may read")
    top = Path(tempfile.mkdtemp(prefix="passledaren-"))
    top.chmod(0o755)
    folder = top / "data"
    open_journal(folder).close()
    for path in (*folder.iterdir(), folder):
        path.chmod(0o555 if path.is_dir() else 0o444)
    if as_root:
        os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        if as_root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(top)


def test_that_a_folder_that_cannot_be_written_to_is_explained(
    display: Display, qtbot: QtBot, qapp: QApplication, read_only: Path
) -> None:
    before = files_of(read_only)
    person = Person(qtbot, qapp, read_only)
    page = "\n".join(texts(person.program.window))
    person.go_home()
    assert said("The program may not write here.") in page
    assert str(read_only) in page
    assert "Traceback" not in page
    assert files_of(read_only) == before
    assert not (read_only / "reports").exists()


def test_that_a_lesson_can_be_led_though_the_folder_cannot_be_written_to(
    display: Display, qtbot: QtBot, qapp: QApplication, read_only: Path
) -> None:
    before = files_of(read_only)
    person = Person(qtbot, qapp, read_only)
    folder = lead_without_the_log(person)
    person.go_home()
    assert (folder / LOG).is_file()
    assert files_of(read_only) == before
    shutil.rmtree(folder)


def test_that_a_folder_on_a_drive_that_is_not_there_is_explained(
    display: Display, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    person = Person(qtbot, qapp, tmp_path / "enhet" / "data")
    page = "\n".join(texts(person.program.window))
    person.go_home()
    assert str(tmp_path / "enhet") in page
    assert not (tmp_path / "enhet").exists(), "no new, empty log in place of the one that is away"
