"""Errors say what, where and what to do."""

import errno
from pathlib import Path

import pytest

from facilitator.errors import ContentFault, Fault, NotNow, Trouble, WorldTrouble, trouble_from


def test_that_content_faults_are_told_all_at_once(english: None) -> None:
    faults = [
        Fault("mvp/03/lesson.toml", 41, "step[3].minutes", "is -2", "a whole number from 1 to 60", "write 8"),
        Fault("mvp/03/lesson.toml", None, "", "cannot be read"),
    ]
    assert str(ContentFault(faults)).splitlines() == [
        "2 faults in the content:",
        "mvp/03/lesson.toml:41: step[3].minutes: is -2",
        "    Expected: a whole number from 1 to 60",
        "    Suggestion: write 8",
        "mvp/03/lesson.toml: cannot be read",
    ]


def test_that_not_now_carries_its_hint() -> None:
    assert str(NotNow("Pausen är på.")) == NotNow("Pausen är på.").hint == "Pausen är på."


def test_that_world_trouble_names_the_place_and_the_remedy() -> None:
    trouble = WorldTrouble("Disken är full.", "Frigör plats.", "logg.db", "full")
    assert str(trouble) == "Disken är full. (logg.db) Frigör plats."
    assert trouble.kind is Trouble.FULL
    assert str(WorldTrouble("A.", "B.")) == "A. B."


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, Trouble.FULL),
        (errno.EFBIG, Trouble.FULL),
        (errno.EACCES, Trouble.READ_ONLY),
        (errno.EROFS, Trouble.READ_ONLY),
        (errno.ENOENT, Trouble.MISSING),
        (errno.EBUSY, Trouble.LOCKED),
        (errno.EIO, Trouble.OTHER),
    ],
)
def test_that_refusals_of_the_disk_are_told_apart(number: int, kind: Trouble, english: None) -> None:
    trouble = trouble_from(OSError(number, "text of the system"), Path("data"))
    assert trouble.kind is kind
    assert trouble.remedy.endswith(".")
    assert "(data)" in str(trouble)


def test_that_a_name_that_is_taken_is_told_without_a_word_of_the_system() -> None:
    trouble = trouble_from(FileExistsError(errno.EEXIST, "File exists"), "out")
    assert "exists" not in str(trouble)
