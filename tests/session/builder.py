"""What session tests build with: a whole lesson in code, a clock moved by hand, a journal in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from facilitator.content import model as m
from facilitator.content.script import Script
from facilitator.errors import NotNow
from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session.absence import Absence
from facilitator.session.conductor import Conductor, Note
from facilitator.session.fold import fold
from facilitator.session.pacing import MINUTE, Pace, pace
from facilitator.session.state import Entry, Session, StepRun
from facilitator.session.summary import Summary

TODAY = date(2026, 11, 23)
START = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)
FORM_OF = {cls: form for form, cls in m.FORMS.items()}
LEADER = m.Leader(say=(m.Line(who="A", text="Nu börjar vi."),))


# --- content --------------------------------------------------------------------------------------------


def step(name: str, stage: m.Stage, minutes: int = 4, floor: int = 2, **changes: Any) -> m.Step:
    """A flexible step; its form follows from `stage`."""
    form = FORM_OF[type(stage)]
    whole = m.Step(
        id=name, form=form, title=name.capitalize(), minutes=minutes, floor=floor, weight="flexible",
        leader=LEADER, stage=stage,
    )  # fmt: skip
    return replace(whole, **changes)


def text_step(name: str, minutes: int, floor: int, weight: m.Weight = "flexible", **changes: Any) -> m.Step:
    """A step without taps, for lessons where only the minutes matter."""
    return step(name, m.Text(heading=name), minutes, floor, weight=weight, **changes)


def every_form() -> tuple[m.Step, ...]:
    """Fifty minutes with every step form once; the pyramid, the corners and the closing as real lessons have them."""
    cards = tuple(m.Card(id=f"kort-{n}", text=f"Kort {n}", forms=("latent",)) for n in range(1, 5))
    return (
        step("start", m.Opening(lead="I dag övar vi **mod**.", plan=("Ett fall", "En övning")), 2, 1),
        step("sist", m.LookBack(question="Vad minns du?", reminders=("Ord", "Blickar")), 3),
        step("regler", m.Agreement(question="Hur pratar vi?", rules=("Vi lyssnar.", "Man får passa.")), 3),
        step("ord", m.Terms(heading="Dagens ord", terms=("askadare", "norm")), 3),
        step("att-se", m.Text(heading="Att se", points=("Se", "Våga", "Göra")), 3),
        step("prat", m.Prompt(question="Vad gör en vän?", phases=_PHASES), 6, 4),
        step(
            "fallet", m.ScenarioCase(scenario="bollen", roleplay=True), 10, 8, weight="core", safe_stop=True,
            short=m.ShortForm(minutes=9, how="Läs en gång."),
        ),
        step(
            "pyramiden",
            m.Pyramid(
                question="Var hör kortet hemma?", levels=("Ord", "Blickar", "Knuffar", "Hot", "Slag"),
                cards=cards, top=("Grovt våld",), ending="Vad händer om någon säger stopp?",
            ),
            7, 5, weight="core",
        ),
        step(
            "horn",
            m.Corners(
                statement="Det är lätt att säga till.", corners=("Ja", "Nej", "Ibland"), open="Eget svar",
                countable=True,
            ),
            5, 3, weight="optional",
        ),
        step("tavlan", m.Board(question="Vad kan man göra?", before=("Hälsa",), after=("Fråga sen",)), 2),
        step("runda", m.Round(prompt="Ett ord jag tar med mig."), 4, 3, weight="protected"),
        step("stod", m.Support(heading="Här finns hjälp"), 2, 1, weight="protected"),
    )  # fmt: skip


def other_forms() -> tuple[m.Step, ...]:
    """Fifty minutes with the exercises that `every_form` lacks, each once."""
    items = tuple(
        m.SortItem(id=f"lapp-{n}", text=f"Lapp {n}", answer=1 + n % 2, fact="Därför.", source="Prov, 2026")
        for n in range(1, 5)
    )
    spots = tuple(m.Spot(id=f"barn-{n}", name=f"barn {n}", x=100 * n, y=500) for n in range(1, 4))
    return (
        step("start", m.Opening(lead="I dag övar vi."), 2, 1),
        step("stolar", m.HotSeat(warm_up="Jag gillar gröt.", statements=("Ett", "Två", "Tre")), 5),
        step("linjen", m.Spectrum(statement="Lätt att säga till.", ends=("Nej", "Ja"), countable=True), 4),
        step("svaren", m.Answers(statement="Får man ångra sig?", answers=("Ja", "Nej", "Kanske")), 3),
        step("sortera", m.Sorting(question="Var?", places=("Sant", "Falskt"), items=items, ending="Vad förvånade?"), 6),
        step("boxar", m.Boxes(question="Varifrån?", frames=("Killar", "Tjejer"), outside="Sen?", without="Utan?"), 6),
        step("karta", m.MindMap(centre="Mod", branches=("Se", "Göra")), 4),
        step("platser", m.Places(question="Var?", lists=("Tryggt", "Otryggt"), suggestions=("Matsalen",)), 4),
        step("eget", m.OwnScenario(heading="Vårt", parts=("Var?", "Vem ser?")), 3),
        step("bilden", m.BystanderPicture(file="bild.png", alt="En gård.", question="Vem?", spots=spots,
                                          roles=("Ser", "Kan hjälpa")), 4),
        step("grupper", m.Groups(heading="Grupper", size=4), 3),
        step("runda", m.Round(prompt="Ett ord."), 4, 3, weight="protected"),
        step("stod", m.Support(heading="Här finns hjälp"), 2, 1, weight="protected"),
    )  # fmt: skip


_PHASES = (
    m.Phase(kind="alone", minutes=1), m.Phase(kind="pair", minutes=2.5), m.Phase(kind="all", minutes=2),
)  # fmt: skip


def lesson(steps: tuple[m.Step, ...], **changes: Any) -> m.Lesson:
    """A lesson of these steps, as long as they are together."""
    whole = m.Lesson(
        format=1, id="mvp-02", programme="mvp", label="MVP 2", slot=2, kicker="MVP · åk 6", title="Att göra något",
        summary="Vi övar på vad man kan göra.", version="1.0.0", reviewed=TODAY, granskad=False, language="sv",
        age="4-6", grades="åk 6", minutes=max(10, sum(s.minutes for s in steps)),
        goals=("Känna igen en åskådare.", "Kunna ge ett förslag."), principles=("bystander",),
        curriculum=(m.Goal(text="Visa respekt för andra.", source="Lgr22, kapitel 1, 2022"),),
        concepts=("askadare",), materials=("Papper",), room="Ring av stolar.", preparation=("Läs fallet högt.",),
        risk=1, content_note="Någon kan känna igen sig.", next_time="Vad provade du?", support=("alla",), steps=steps,
    )  # fmt: skip
    return replace(whole, **changes)


def scenario() -> m.Scenario:
    """A situation with three thoughts."""
    kinds: tuple[m.OptionKind, ...] = ("say", "interrupt", "fetch", "support", "nothing")
    return m.Scenario(
        id="bollen", title="Bollen", age="4-6", place="yard", forms=("psychological",), principles=("bystander",),
        role="classmate", strength=1, situation="Du står vid planen. Några håller bollen så att Milo inte når den.",
        thoughts=("Är det här på skoj?", "Hur mår Milo?", "Ska jag säga något?"),
        options=tuple(m.Option(text=f"Jag gör så här {n}", kind=k, when="during") for n, k in enumerate(kinds, 1)),
        questions=("Vad kan man göra?", "Vad är svårt?", "Vem kan man hämta?"), to_leader="Läs långsamt.",
        support=("alla",),
    )  # fmt: skip


def script(steps: tuple[m.Step, ...] | None = None, **changes: Any) -> Script:
    """The lesson ready to run; without `steps`, the one with every form."""
    whole = lesson(every_form() if steps is None else steps, **changes)
    words = (("askadare", "Åskådare"), ("norm", "Norm"))
    contact = m.SupportContact(
        id="bris", name="Bris", reach="116 111", audience="Du som är under 18 år", ages=("4-6",), tags=("alla",),
        order=1, status="checked", checked=TODAY, source="bris.se, 2026",
    )  # fmt: skip
    return Script(
        lesson=whole,
        length=whole.minutes,
        steps=whole.steps,
        scenarios={"bollen": scenario()},
        terms={key: m.Term(id=key, term=name, meaning="Något.", easy="Något.") for key, name in words},
        contacts=(contact,),
        programme=m.Programme(
            id="mvp", name="MVP", full_name="Mentorer i våldsprevention", accent="mvp", lessons=11
        ),
    )


# --- the ports of a conductor ---------------------------------------------------------------------------


class SimulatedClock:
    """A clock that moves only when told; `ms` may be moved backwards, as no real one should."""

    def __init__(self, ms: int = 0) -> None:
        self.ms = ms
        self.skew = timedelta()

    def advance(self, minutes: float = 0, *, seconds: float = 0, ms: int = 0) -> None:
        """Let time pass."""
        self.ms += round(minutes * MINUTE + seconds * 1000) + ms

    def elapsed_ms(self) -> int:
        """Milliseconds since some beginning."""
        return self.ms

    def wall(self) -> str:
        """The wall clock; `skew` is how wrong somebody set it."""
        return (START + timedelta(milliseconds=self.ms) + self.skew).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True)
class MemoryReceipt:
    """A receipt that is always, or never, kept."""

    kept: bool

    def wait(self, seconds: float) -> bool:
        """Whether the entry is in the journal."""
        return self.kept


@dataclass
class MemoryJournal:
    """A journal that keeps everything in order, in memory. `commits=False`: a disk that never answers."""

    commits: bool = True
    entries: list[Entry] = field(default_factory=list)
    summaries: list[Summary] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def append(self, session: str, entry: Entry, summary: Summary, note: Note | None = None) -> MemoryReceipt:
        """Keep an entry; a gap in the numbers is a bug of the caller."""
        assert summary.session == session
        assert entry.seq == summary.seq == (self.entries[-1].seq if self.entries else 0) + 1
        self.entries.append(entry)
        self.summaries.append(summary)
        if note is not None:
            self.notes.append(note)
        return MemoryReceipt(self.commits)


# --- a lesson that runs ---------------------------------------------------------------------------------


@dataclass
class Run:
    """A running lesson with its clock and its journal."""

    conductor: Conductor
    clock: SimulatedClock
    journal: MemoryJournal

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.conductor.session

    @property
    def at(self) -> tuple[str, int]:
        """The step the leader is at and how many of its taps are made."""
        return self.session.current.id, self.session.revealed

    @property
    def pace(self) -> Pace:
        """The pace now."""
        return pace(self.session, self.conductor.now_ms)

    def do(self, *orders: o.Order) -> f.Fact:
        """Give orders; the last one's fact."""
        made = [self.conductor.order(order) for order in orders]
        return made[-1]

    def go(self, name: str) -> "Run":
        """Jump to a step, or stay when it is already showing."""
        if self.session.current.id != name:
            self.do(o.GoTo(name))
        return self

    def wait(self, minutes: float = 0, *, seconds: float = 0) -> "Run":
        """Let time pass."""
        self.clock.advance(minutes, seconds=seconds)
        return self

    def hint(self, order: o.Order) -> str:
        """Why an order does not fit now; empty when it does and was carried out."""
        before = self.session, len(self.journal.entries)
        try:
            self.conductor.order(order)
        except NotNow as why:
            assert (self.session, len(self.journal.entries)) == before
            return why.hint
        return ""

    def step(self, name: str) -> StepRun:
        """What has happened to a step."""
        return self.session.run(name)


@cache
def usual() -> Script:
    """The lesson with every form. A script is never changed, so one does for all."""
    return script()


def start(
    lesson_script: Script | None = None, *, group: str = "6B", people: int = 24, rehearsal: bool = False,
    clock: SimulatedClock | None = None, journal: MemoryJournal | None = None, opening: Sequence[f.Fact] = (),
) -> Run:  # fmt: skip
    """A lesson that has just begun; without a script, the one with every form."""
    clock, journal = clock or SimulatedClock(), journal or MemoryJournal()
    conductor = Conductor.start(
        "P1", lesson_script or usual(), journal, clock, group=group, people=people, rehearsal=rehearsal,
        opening=opening,
    )  # fmt: skip
    return Run(conductor, clock, journal)


def resumed(run: Run, *, gap_s: int = 120, clock: SimulatedClock | None = None) -> Run:
    """The lesson read again from its journal after `gap_s` seconds, on a clock that has begun anew."""
    clock = clock or SimulatedClock()
    read = fold("P1", run.session.script, run.journal.entries)
    return Run(Conductor.resume(read, run.journal, clock, Absence(0, gap_s)), clock, run.journal)
