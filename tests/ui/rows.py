"""Rows as the desk gets them: a small school in October."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facilitator.content.model import Scenario
from facilitator.content.script import Script
from facilitator.exchange.printing import Kind, kind_words
from facilitator.ui.desk import mapports, overview, ports
from facilitator.ui.desk.followup import FollowUp
from facilitator.ui.desk.packports import PacksView, PackView
from facilitator.ui.desk.shell import Desk
from facilitator.ui.desk.sofar import SoFarView
from facilitator.ui.desk.today import Today
from tests.content import builder

W = TypeVar("W", bound=QWidget)

TODAY = date(2026, 10, 12)
NOW = datetime(2026, 10, 12, 10, 42, tzinfo=UTC)

LESSONS = (
    ports.LessonView(
        id="mvp-01", label="MVP 1", title="MVP och åskådarperspektivet", summary="Vi lär känna metoden.",
        programme="mvp", programme_name="MVP", accent="mvp", grades="åk 6", minutes=50, lengths=(40, 50, 60),
        in_programme=11, materials=("Tejp",), search="gruppchatten åskådare", slot=1,
    ),
    ports.LessonView(
        id="mvp-03", label="MVP 3", title="Vad är våld?", summary="Våld är mer än slag.", programme="mvp",
        programme_name="MVP", accent="mvp", grades="åk 6", minutes=50, lengths=(40, 50, 60), in_programme=11, risk=3, slot=3,
        content_note="Passet tar upp sexuellt våld.", materials=("Tejp", "pyramidkort"), search="våldspyramid",
    ),
    ports.LessonView(
        id="taget-b1-46", label="TÅGET B1", title="Normer och dess konsekvenser", summary="Vem får vara med?",
        programme="taget", programme_name="TÅGET", accent="taget", grades="åk 4–6", minutes=40, lengths=(40,),
        in_programme=18, reviewed=True,
    ),
)  # fmt: skip

WITH_STAFF = (
    *LESSONS,
    ports.LessonView(
    id="p1", label="Personal P1", title="Trygg bas", summary="Vi vuxna först.", programme="staff",
    programme_name="Personal", accent="staff", grades="personal", minutes=60, lengths=(60,), in_programme=8,
)
)  # fmt: skip

MAP = mapports.MapView(
    "mvp", "Mentorer i våldsprevention",
    (
        mapports.StopView("mvp-01", "MVP 1", "MVP och åskådarperspektivet", "", "mvp"),
        mapports.StopView("p1", "Personal P1", "Trygg bas", "", "staff"),
        mapports.StopView(
            "mvp-03", "MVP 3", "Vad är våld?", "åk 6", "mvp",
            (
                mapports.LinkView("mvp-01", "MVP 1", "Den som ser kan göra något."),
                mapports.LinkView("p1", "Personal P1", "De vuxna är redo."),
            ),
        ),
    ),
)  # fmt: skip

GROUPS = tuple(
    ports.GroupView(code=code, people=people) for code, people in (("6A", 24), ("6B", 26), ("5C", 22))
)

DUE = (
    ports.DueView(
        group="6B", lesson="mvp-03", last_title="MVP 1", last_day=date(2026, 9, 28), last_minutes=52
    ),
    ports.DueView(group="5C", lesson="taget-b1-46"),
    ports.DueView(group="6A", lesson="mvp-01"),
)


def held(
    session: str, lesson: str = "mvp-01", group: str = "6B", days: int = 7, **more: Any
) -> ports.HeldView:
    """A session held `days` ago."""
    found = next(one for one in LESSONS if one.id == lesson)
    facts: dict[str, Any] = {
        "planned_min": found.minutes, "spent_min": found.minutes, "complete": True, "finished": True,
        "steps_planned": 8, "steps_held": 8, **more,
    }  # fmt: skip
    return ports.HeldView(
        session=session, lesson=lesson, label=found.label, title=found.title, group=group,
        started=NOW - timedelta(days=days), **facts,
    )  # fmt: skip


HELD = (held("one", days=3, spent_min=56), held("two", "taget-b1-46", "5C", 9, complete=False))

WISH = ports.StartRequest(lesson="mvp-03", group="6B", people=26, length=50)

CONTACTS = (
    ports.ContactView("Kurator", "rum 214", "Alla på skolan", date(2026, 10, 1)),
    ports.ContactView("Rektor", "expeditionen", "Alla på skolan", date(2026, 2, 1)),
)

STOPPED = ports.StoppedView(
    session="halted",
    label="MVP 3",
    title="Vad är våld?",
    accent="mvp",
    group="6B",
    stopped=NOW,
    step="Pyramiden",
)

LEFT = ports.LeftView("/skolan/Passledaren-reserv-x1", (held("apart", "mvp-03", days=1),))

STEPS = (
    ports.StepView(title="Välkommen", planned_s=240, spent_s=290, outcome="held", step="valkommen"),
    ports.StepView(title="Våldspyramiden", planned_s=720, spent_s=600, outcome="shortened"),
    ports.StepView(title="Fyra hörn", planned_s=360, spent_s=0, outcome="skipped", reason="time"),
    ports.StepView(title="Avslutande runda", planned_s=240, spent_s=0, outcome="not-reached"),
)


PACKS = PacksView(
    (
        PackView(
            "ekby", "Ekby kommuns pass, version 1.2.0", "Från Ekby kommun. 2 pass. Fingeravtryck: 3fa9 12bc 77d0",
            ("”mvp-03” är skrivet för version 1.0.0 av programmets eget pass, som har ändrats sedan dess.",),
        ),
    ),
    ("Innehållspaketet ”asby.passinnehall” används inte: Paketet har ändrats sedan det lades till.",),
)  # fmt: skip


def view(held: tuple[ports.HeldView, ...] = HELD, **more: Any) -> ports.DeskView:
    """Everything the pages show; `held`: what it is told of, `more` replaces parts of it."""
    whole: dict[str, Any] = {
        "today": TODAY, "lessons": LESSONS, "groups": GROUPS, "due": DUE, "led": bool(held),
        "so_far": SoFarView(
            len(held), len({row.group for row in held}), overview.progress(map(met, held), LESSONS)
        ),
        "never_exported": 2, "packs": PACKS, **more,
    }  # fmt: skip
    return ports.DeskView(**whole)


def met(row: ports.HeldView) -> overview.Met:
    """That a session was held, as the counts see it."""
    programme = next(one.programme for one in LESSONS if one.id == row.lesson)
    return overview.Met(row.group, programme, row.lesson, row.started.date())


def ending(**more: Any) -> ports.EndingView:
    """The form after a lesson."""
    whole: dict[str, Any] = {
        "session": "one", "label": "MVP 3", "title": "Vad är våld?", "group": "6B", "started": NOW, "planned_min": 50,
        "spent_min": 52, "saved": "saved", "people": 26, "steps": STEPS, **more,
    }  # fmt: skip
    return ports.EndingView(**whole)


CHOICES = ports.Choices(
    data_dir=Path("/a/folder/that/is/rather/long/Passledaren"), school_name="Karsbyskolan"
)


def fill(qtbot: QtBot, page: Today, view: ports.DeskView) -> None:
    """Fill Idag and wait until every card has had its turn."""
    page.fill(view)
    qtbot.waitUntil(lambda: not page.filling)


def shown(root: QWidget, kind: type[W]) -> list[W]:
    """The widgets of a kind that a person sees, after what was asked for has been laid out."""
    QCoreApplication.sendPostedEvents()
    return [one for one in root.findChildren(kind) if one.isVisible()]


def words(root: QWidget) -> list[str]:
    """The words of all labels and buttons that a person sees, in the order they were made."""
    return [one.text() for one in shown(root, QLabel)] + [one.text() for one in shown(root, QPushButton)]


def press(root: QWidget, name: str) -> None:
    """Press the one button that shows or is called `name`."""
    found = [one for one in shown(root, QPushButton) if name in (one.text(), one.accessibleName())]
    assert len(found) == 1, [one.accessibleName() or one.text() for one in shown(root, QPushButton)]
    found[0].click()


def arrive(desk: Desk) -> None:
    """Let a page that has just been made come into sight, with all that is on it."""
    while desk.arriving or ((page := desk.current) is not None and not page.isVisible()):
        QCoreApplication.processEvents()
    while isinstance(page, FollowUp) and page.filling:
        QCoreApplication.processEvents()


def rest(root: QWidget) -> None:
    """Let what is shown come to rest: what grows with its words moves what lies under it in the turn after."""
    before = None
    while (picture := root.grab().toImage()) != before:
        before = picture
        QCoreApplication.processEvents()


THREAD = ports.ThreadView(
    group="6B", last_title="Vad är våld?", last_day=date(2026, 9, 28), stopped_after=5,
    parked=("Varför just då?", "Vem bestämmer?"), word="mod", rules=("Vi lyssnar.", "Man får passa."),
    parts=(ports.PartView("part", "mvp-03", 40, 6),),
)  # fmt: skip


class Shelf:
    """A library whose lessons all have the same text."""

    def script(self, lesson: str, length: int, group: str = "") -> Script | None:
        """A lesson with every step form once; the one called `broken` cannot be read."""
        return None if lesson == "broken" else builder.script(length)

    def scenarios(self, lesson: str) -> dict[str, tuple[Scenario, ...]]:
        """Nothing to choose among."""
        return {}

    def drafts(self) -> frozenset[str]:
        """None."""
        return frozenset()

    def brings(self, group: str) -> ports.ThreadView | None:
        """What 6B brings; the others bring nothing."""
        own: tuple[Kind, ...] = ("agreement", "own-pyramid", "own-boxes", "own-board")
        return (
            THREAD._replace(papers=tuple((kind, kind_words(kind)) for kind in own)) if group == "6B" else None
        )
