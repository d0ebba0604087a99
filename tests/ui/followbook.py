"""What the page Uppföljning gets to show, ready made, and a follower that has it at hand."""

from datetime import date
from typing import Any

from PySide6.QtCore import QObject
from typing_extensions import override

from facilitator.ui.desk.follow import ports
from facilitator.ui.desk.followup import FollowUp
from tests.ui import rows

CHOICES = ports.Choices(
    (2026, 2025), (("mvp", "MVP"), ("taget", "TÅGET")), ("Ekskolan", "Alskolan"), ("6A", "6B")
)
MEASURES = (
    ports.MeasureView("core", "Kärnsteg", "75 %", "median, 2 pass", "Hur stor del av kärnan som hölls hel."),
    ports.MeasureView("plan", "Enligt plan", "50 %", "1 av 2", "Hur mycket av det planerade som är hållet."),
)
COLUMNS = (
    ports.ColumnView("mvp-01", "MVP 1", "MVP och åskådarperspektivet"),
    ports.ColumnView("mvp-03", "MVP 3", "Vad är våld?"),
)
LINES = (ports.LineView("6A", "Ekskolan"), ports.LineView("6B", "Ekskolan"), ports.LineView("4A", "Ekskolan"))
GRID = ports.CoverageView(
    LINES, COLUMNS,
    {
        (0, 0): ports.CellView("held", date(2026, 9, 1), 2),
        (0, 1): ports.CellView("late", date(2026, 10, 1)),
        (1, 0): ports.CellView("shortened", date(2026, 9, 2), 1),
        (1, 1): ports.CellView("planned", date(2026, 10, 26)),
        (2, 0): ports.CellView("unfit"),
    },
)  # fmt: skip
STEPS = (
    ports.SpreadView("Välkommen", 240, 290, 250, 330, 6, 6),
    ports.SpreadView(
        "Fyra hörn", 360, 420, 380, 500, 4, 6, "drog över i 3, hoppades över i 2 av 6 tillfällen"
    ),
    ports.SpreadView("Avslutande runda", 240, 0, 0, 0, 0, 6),
)

CONDITIONS = (
    ports.ConditionView("Rummet räckte", "31", "92 %"), ports.ConditionView("Rummet räckte delvis", "8", "81 %"),
    ports.ConditionView("Rummet räckte inte", "–", "–"),
)  # fmt: skip
SCENARIOS = (
    ports.ScenarioView("På tjockmattan", "MVP 3", "14", "5"), ports.ScenarioView("Ringen", "MVP 5", "6", "4"),
    ports.ScenarioView("Bossig", "MVP 4", "–", "–"),
)  # fmt: skip
STATEMENTS = (
    ports.AnswersView(
        "Jag skulle säga ifrån.", ("Ja", "Kanske", "Nej"), (31, 44, 25), (58, 33, 9), 4, "MVP 1", "MVP 11"
    ),
    ports.AnswersView("Ett skämt är bara ett skämt.", ("Ja", "Nej"), (10, 10), (5, 15), 1, "", ""),
)


class Answers(ports.Follower):
    """Answers at once, and keeps what it was asked. `held`: the sessions there are."""

    def __init__(self, held: tuple[Any, ...] = rows.HELD, parent: QObject | None = None, **more: Any) -> None:
        super().__init__(parent)
        self.held, self.more = held, more
        self.asked: list[ports.Question] = []

    @override
    def ask(self, question: ports.Question) -> None:
        self.asked.append(question)
        self.answered.emit(question, self.answer(question))

    def answer(self, question: ports.Question) -> ports.Answer:
        """What there is on a question."""
        match question:
            case ports.Look():
                there = CHOICES if self.held else ports.Choices()
                return ports.Overview(len(self.held), 2, there, MEASURES)._replace(**self.more)
            case ports.LookAtGrid():
                return GRID
            case ports.LookBehind():
                return ports.SessionsBehind(self.held, len(self.held))
            case ports.LookAtLesson():
                return ports.LessonSteps(6, STEPS)
            case ports.LookAtAnswers():
                return ports.Answers(STATEMENTS)
            case ports.LookAtConditions():
                return ports.ConditionsView(CONDITIONS)
            case ports.LookAtScenarios():
                return ports.ScenariosView(SCENARIOS)
            case ports.LookAtSession():
                return ports.SessionSteps(rows.STEPS)


def opened(held: tuple[Any, ...] = rows.HELD, **more: Any) -> FollowUp:
    """The page with everything on it, once it is shown."""
    page = FollowUp(Answers(held))
    page.fill(rows.view(held=held, **more))
    return page
