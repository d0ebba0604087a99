"""The disk refuses in the middle of a lesson: the lesson goes on, the program says how it is, nothing is lost."""

import resource
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journeys import logbook
from tests.journeys.person import CTRL, SHIFT, Key, Person, said, texts

pytestmark = pytest.mark.usefixtures("known")
SAVED = said("Everything is saved on this computer")
SPILLED = said("The disk refuses. The log is kept in a spare file; go on with the lesson.")
UNSAVED = said("The log cannot be saved right now. Go on; we keep trying.")


class Disk:
    """What the system lets this process write: files up to a size, in bytes."""

    def __init__(self) -> None:
        self._usual = resource.getrlimit(resource.RLIMIT_FSIZE)

    def takes_files_up_to(self, size: int) -> None:
        """From now on, writing beyond `size` is refused."""
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, self._usual[1]))

    def is_well(self) -> None:
        """As usual again."""
        resource.setrlimit(resource.RLIMIT_FSIZE, self._usual)


@pytest.fixture
def disk() -> Iterator[Disk]:
    """The disk, well again in the end."""
    made = Disk()
    yield made
    made.is_well()


@pytest.fixture
def leading(come: Callable[..., Person]) -> Person:
    """Someone in the middle of MVP 3, all saved."""
    person = come()
    person.starts("pyramid")
    person.goes_on(4)
    person.waits(lambda: person.reads(SAVED))
    return person


def assert_that_nothing_is_lost(person: Person) -> None:
    assert person.seen == logbook.words_by_the_log(person.data)
    assert [f.seq for f in logbook.facts(person.data)][: len(person.seen)] == sorted(person.seen)


def test_that_the_lesson_goes_on_beside_a_log_that_cannot_be_written(leading: Person, disk: Disk) -> None:
    disk.takes_files_up_to(4096)  # too little for the log, enough for the spare file
    seq = leading.session.seq
    leading.goes_on(3)
    assert leading.session.seq == seq + 3
    leading.sees_the_stage()
    leading.waits(lambda: leading.reads(SPILLED))
    assert not leading.reads(SAVED)
    assert list(leading.data.glob("passledaren.spill*"))
    disk.is_well()
    leading.goes_on()
    leading.waits(lambda: leading.reads(SAVED))
    assert not list(leading.data.glob("passledaren.spill*"))
    leading.go_home()
    assert_that_nothing_is_lost(leading)


def test_that_the_program_says_so_while_nothing_can_be_written_at_all(leading: Person, disk: Disk) -> None:
    disk.takes_files_up_to(0)
    leading.goes_on(2)
    leading.waits(lambda: leading.reads(UNSAVED))
    leading.goes_on(2)
    leading.sees_the_stage()
    assert not leading.reads(SAVED)
    disk.is_well()
    leading.goes_on()
    leading.waits(lambda: leading.reads(SAVED))
    leading.go_home()
    assert_that_nothing_is_lost(leading)


def test_that_what_lay_in_the_spare_file_is_in_the_log_after_the_next_start(
    leading: Person, disk: Disk, come: Callable[..., Person]
) -> None:
    disk.takes_files_up_to(4096)
    leading.goes_on(3)
    leading.waits(lambda: leading.reads(SPILLED))
    shown = leading.stage_words()
    leading.go_home()
    disk.is_well()
    again = come()
    again.waits(lambda: again.reads(said("The lesson stopped at {time}")))
    again.chooses(said("Go on"))
    again.waits(lambda: again.program.room.running)
    again.press(Key.Key_Escape)
    assert again.stage_words() == shown
    again.go_home()
    words = logbook.words_by_the_log(again.data)
    assert {seq: words[seq] for seq in leading.seen} == leading.seen


def test_that_the_form_says_how_the_lesson_is_kept(leading: Person, disk: Disk) -> None:
    disk.takes_files_up_to(4096)
    leading.press(Key.Key_E, CTRL | SHIFT)
    leading.chooses(said("End anyway"))
    leading.waits(lambda: leading.reads(said("The lesson is saved in a reserve file")))
    disk.is_well()
    leading.tabs_to(said("How did the lesson work?"))
    leading.press(Key.Key_Space)
    leading.waits(lambda: said("The lesson is saved") in texts(leading.program.window))
    leading.chooses(said("Done"))
    leading.go_home()
    assert_that_nothing_is_lost(leading)
    assert logbook.facts(leading.data)[-1].kind == "log_finished"


def test_that_a_removed_log_is_brought_back(leading: Person, data: Path) -> None:
    (data / logbook.LOG).unlink()
    leading.goes_on(2)
    leading.waits(lambda: leading.reads(SAVED))
    leading.go_home()
    assert_that_nothing_is_lost(leading)


def test_that_closing_with_something_unsaved_is_told_first(leading: Person, disk: Disk) -> None:
    disk.takes_files_up_to(0)
    leading.goes_on(2)
    leading.waits(lambda: leading.reads(UNSAVED))
    leading.press(Key.Key_Q, CTRL)
    leading.chooses(said("Close; the lesson can go on later"))
    leading.waits(
        lambda: leading.reads(
            said(
                "The newest steps are not saved, because the disk refuses. Make room on it and close once more. If you close before that, those steps are lost."
            )
        )
    )
    assert leading.program.window.isVisible()
    disk.is_well()
    leading.press(Key.Key_Q, CTRL)
    leading.waits(lambda: not leading.program.window.isVisible())
    leading.go_home()
    assert_that_nothing_is_lost(leading)
