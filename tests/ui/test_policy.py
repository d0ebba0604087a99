"""A policy in the program: what is locked is read with its reason and cannot be changed, and what is wrong is told."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facilitator import app, cli, paths, policy, settings
from facilitator.content.adding import pack
from facilitator.errors import WorldTrouble
from facilitator.exchange.packages import handover, sessionpack
from facilitator.exchange.sheets import csvset, xlsx
from facilitator.journal import open_journal
from facilitator.ui.choices import Chooser
from facilitator.ui.desk.ending import Ending
from facilitator.ui.desk.settings import SettingsPage
from tests.ui import rows
from tests.ui.rows import words

REASON = "Det här är bestämt för alla datorer, av Skolans IT."
Decide = Callable[[str], policy.Policy]


@pytest.fixture
def decide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Decide]:
    """Write the policy of this computer."""
    file = tmp_path / policy.FILE_NAME
    monkeypatch.setattr(policy, "machine_file", lambda: file)

    def write(text: str) -> policy.Policy:
        file.write_text(f'managed_by = "Skolans IT"\n{text}\n', encoding="utf-8")
        policy.in_force.cache_clear()
        return policy.in_force()

    policy.in_force.cache_clear()
    yield write
    policy.in_force.cache_clear()
    paths.use_content(None)


def page_of(qtbot: QtBot, folder: Path) -> tuple[SettingsPage, Chooser]:
    decided = policy.in_force()
    chooser = Chooser(settings.Settings(folder, decided.locked, decided.reason), folder)
    page = SettingsPage(chooser.choices())
    page.choice_changed.connect(chooser.change)
    qtbot.addWidget(page)
    page.resize(1166, 728)
    page.show()
    page.fill(rows.view())
    return page, chooser


def described(widget: QWidget) -> str:
    """What a screen reader says of a widget after its name."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description)


def test_that_a_locked_setting_is_read_with_its_reason_and_cannot_be_changed(
    qtbot: QtBot, decide: Decide, tmp_path: Path
) -> None:
    decide('text_size = 1.2\nschools = ["EK = Ekskolan"]')
    page, chooser = page_of(qtbot, tmp_path)
    sizes = {
        b.text(): b for b in page.findChildren(QPushButton) if b.accessibleName().startswith("Textstorlek")
    }
    assert [text for text, one in sizes.items() if one.isEnabled()] == ["120 %"]
    assert sizes["120 %"].isChecked()
    assert described(sizes["120 %"]) == REASON
    assert sizes["120 %"].focusPolicy().name == "TabFocus", "whoever cannot see comes there too"
    name = page.findChild(QLineEdit, "school_name")
    assert name is not None
    assert (name.text(), name.isReadOnly(), described(name)) == ("Ekskolan", True, REASON)
    assert words(page).count(REASON) == 4, "beside each, and on the card that lists all"
    assert "Textstorlek på datorn: 120 %" in words(page)
    with qtbot.waitSignal(chooser.refused) as told:
        chooser.change("text_size", 1.4)
    assert REASON in told.args[0]
    assert [b.isEnabled() for b in page.findChildren(QPushButton) if b.text() == "English"] == [True]


def test_that_a_locked_value_that_is_no_usual_answer_is_shown(
    qtbot: QtBot, decide: Decide, tmp_path: Path
) -> None:
    decide("text_size = 1.25")
    page, _chooser = page_of(qtbot, tmp_path)
    assert [
        b.text() for b in page.findChildren(QPushButton) if b.text().endswith(" %") and b.isEnabled()
    ] == ["125 %"]


def test_that_a_school_is_chosen_from_the_list(qtbot: QtBot, decide: Decide, tmp_path: Path) -> None:
    decide('schools = ["EK = Ekskolan", "ALM = Almskolan"]')
    page, chooser = page_of(qtbot, tmp_path)
    assert page.findChild(QLineEdit, "school_name") is None
    which = page.findChild(QComboBox, "school")
    assert which is not None
    assert which.currentText() == "Välj skola"
    which.setCurrentIndex(2)
    which.activated.emit(2)
    choices = chooser.choices()
    assert (choices.school_name, choices.school_code) == ("Almskolan", "ALM")
    fresh, _chooser = page_of(qtbot, tmp_path)
    again = fresh.findChild(QComboBox, "school")
    assert again is not None
    assert again.currentText() == "Almskolan (ALM)"


def test_that_a_policy_with_faults_is_told_of_on_the_page(
    qtbot: QtBot, decide: Decide, tmp_path: Path
) -> None:
    decide("text_size = 9\nfree_texts = true")
    shown = words(page_of(qtbot, tmp_path)[0])
    assert sum("Policyn" in line for line in shown) == 2
    assert any("free_text" in line for line in shown)


def test_that_without_a_policy_the_page_says_nothing_of_one(
    qtbot: QtBot, decide: Decide, tmp_path: Path
) -> None:
    assert "Bestämt för den här datorn" not in words(page_of(qtbot, tmp_path)[0])


def test_that_no_note_is_written_where_none_may_be(qtbot: QtBot) -> None:
    form = Ending(rows.ending(no_note=REASON))
    qtbot.addWidget(form)
    form.show()
    assert form.note.field.isReadOnly()
    assert REASON in described(form.note.field)
    with qtbot.assertNotEmitted(form.noted):
        form.flush()


def test_that_what_is_closed_leaves_the_log_no_way(decide: Decide, tmp_path: Path) -> None:
    decide('export_formats = ["package"]')
    journal = open_journal(tmp_path / "data")
    try:
        with pytest.raises(WorldTrouble, match="Skolans IT"):
            csvset.export(journal, tmp_path / "out")
        with pytest.raises(WorldTrouble, match="Skolans IT"):
            xlsx.export(journal, tmp_path / "out" / "logg.xlsx", date(2026, 11, 26))
        assert not (tmp_path / "out").exists()
        sessionpack.told(journal, only_new=False)
        decide('export_formats = ["csv"]')
        with pytest.raises(WorldTrouble, match="Skolans IT"):
            handover.parcel_of(journal, "6B")
        with pytest.raises(WorldTrouble, match="Skolans IT"):
            sessionpack.export(journal, tmp_path / "a.passpaket")
        assert not (tmp_path / "a.passpaket").exists()
    finally:
        journal.close()


@pytest.fixture
def lessons(tmp_path: Path) -> Path:
    """A folder of lessons of the municipality's own."""
    folder = tmp_path / "pass"
    folder.mkdir()
    (folder / "programmes.toml").write_text("", encoding="utf-8")
    return folder


def test_that_lessons_with_the_decided_fingerprint_are_used(
    decide: Decide, lessons: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["check", "--sha256", str(lessons)]) == cli.DONE
    sha = capsys.readouterr().out.strip()
    decided = decide(f'content_pack = "{lessons}"\ncontent_sha256 = "{sha}"')
    assert pack.choose(decided) == ()
    assert paths.scenarios_dir() == lessons
    (lessons / "x.toml").write_text("", encoding="utf-8")
    (told,) = pack.choose(decided)
    assert str(lessons) in told
    assert "fingeravtryck" in told
    assert paths.scenarios_dir() != lessons, "those that came with the program hold"


def test_that_a_folder_that_is_missing_or_leads_elsewhere_is_told_of(
    decide: Decide, lessons: Path, tmp_path: Path
) -> None:
    decided = decide(f'content_pack = "{tmp_path / "nowhere"}"\ncontent_sha256 = "{"a" * 64}"')
    (told,) = pack.choose(decided)
    assert "finns inte" in told
    (lessons / "secret").symlink_to("/etc/hostname")
    (told,) = pack.choose(decide(f'content_pack = "{lessons}"\ncontent_sha256 = "{"a" * 64}"'))
    assert "secret" in told


def test_that_the_program_tells_at_its_start_what_is_wrong_and_reads_its_own_lessons(
    decide: Decide, lessons: Path, tmp_path: Path
) -> None:
    decide(f'langauge = "sv"\ncontent_pack = "{lessons}"\ncontent_sha256 = "{"a" * 64}"')
    rooms = app.Loading(tmp_path / "data")()
    rooms.journal.close()
    assert len(rooms.notices) == 2
    assert len(rooms.library.lessons) > 50
