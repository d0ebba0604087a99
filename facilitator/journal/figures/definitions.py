"""What each measure means, in words: on the screen, beside the figures in a file, and on a report.

The names are those that evaluations of such programmes use, so that a researcher knows them again.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from facilitator.i18n import _, percentage
from facilitator.journal.figures.measures import KEYS, PREPARED_MIN, Figure, Key


@dataclass(frozen=True, slots=True)
class Definition:
    """A measure in words. `over` and `under`: what is counted, of what; `source`: where the measure comes from."""

    key: Key
    name: str
    meaning: str
    unit: str
    over: str
    under: str
    source: str


def definitions() -> tuple[Definition, ...]:
    """Every measure in words, in the order of `KEYS`, in the language that is spoken now."""
    words = {one.key: one for one in (*_fidelity(), *_changes(), *_conditions())}
    return tuple(words[key] for key in KEYS)


def definition(key: Key) -> Definition:
    """One measure in words."""
    return definitions()[KEYS.index(key)]


def told(figure: Figure) -> str:
    """A measure as a whole percentage, half of one rounded up: the one that a spreadsheet shows of `shown`. A dash when there
    is nothing to count it on."""
    share = shown(figure)
    if share is None:
        return "–"
    return percentage(int((Decimal(str(share)) * 100).quantize(Decimal(1), ROUND_HALF_UP)))


def shown(figure: Figure) -> float | None:
    """A measure as the share that files have, with four decimals: what a person reads anywhere is rounded from that."""
    return None if figure.share is None else round(figure.share, 4)


def left_out() -> str:
    """What the measures say that count only what the program itself has seen."""
    return _("Lessons entered afterwards are left out.")


def _clocked(meaning: str) -> str:
    return f"{meaning} {left_out()}"


def _fidelity() -> tuple[Definition, ...]:
    percent = _("per cent")
    return (
        Definition(
            "core",
            _("Core steps held whole"),
            _clocked(
                _(
                    "The share of a lesson’s core steps that were held and not left before their least time. The median: half of the lessons lie above."
                )
            ),
            percent,
            _("core steps held whole"),
            _("core steps of the lessons led with the program"),
            _("Fidelity logs of federal programmes in the USA, 2023"),
        ),
        Definition(
            "plan",
            _("Planned lessons held"),
            _("The share of the lessons planned before today that have been led to their end."),
            percent,
            _("planned lessons that have been led to their end"),
            _("lessons planned before today"),
            _("Skolverket 2011, report 353: count what was done"),
        ),
        Definition(
            "minutes",
            _("Minutes led against minutes planned"),
            _(
                "The time led, without breaks, against the planned length. A lesson in two goes is planned once."
            ),
            percent,
            _("minutes led"),
            _("minutes planned"),
            _("Fidelity logs of federal programmes in the USA, 2023"),
        ),
        Definition(
            "order",
            _("Order kept"),
            _clocked(_("The share of lessons whose steps came in their planned order.")),
            percent,
            _("lessons in their order"),
            _("lessons led with the program"),
            _("Evaluation of MVP for Skolverket, 2018"),
        ),
    )


def _changes() -> tuple[Definition, ...]:
    percent, under = _("per cent"), _("steps that were cut or left out")
    source = _("The traffic light for changes, CDC and ETR")
    return (
        Definition(
            "green",
            _("Changes: green"),
            _clocked(
                _("The share of changes that the author allows for: an optional step, or a flexible one cut.")
            ),
            percent,
            _("optional steps cut or left out, flexible steps cut"),
            under,
            source,
        ),
        Definition(
            "yellow",
            _("Changes: yellow"),
            _clocked(_("The share of changes to think about: a flexible step left out, or a core step cut.")),
            percent,
            _("flexible steps left out, core steps cut"),
            under,
            source,
        ),
        Definition(
            "red",
            _("Changes: red"),
            _clocked(_("The share of changes that touch what the lesson is for: a core step left out.")),
            percent,
            _("core steps left out"),
            under,
            source,
        ),
    )


def _conditions() -> tuple[Definition, ...]:
    percent = _("per cent")
    return (
        Definition(
            "two-leaders",
            _("Two leaders in the room"),
            _(
                "The share of lessons with at least two leaders, adults and mentors together. It stands for the co-observer of other logs: nobody observes here."
            ),
            percent,
            _("lessons with at least two leaders"),
            _("lessons where the leaders are given"),
            _("Fidelity logs of federal programmes in the USA, 2023"),
        ),
        Definition(
            "prepared",
            _("Prepared"),
            _("The share of lessons prepared for at least {n} minutes, as the leaders say.").format(
                n=PREPARED_MIN
            ),
            percent,
            _("lessons prepared for at least {n} minutes").format(n=PREPARED_MIN),
            _("lessons where the preparation is given"),
            _("Evaluation of MVP for Skolverket, 2018, and by Stockholm University, 2021"),
        ),
        Definition(
            "room",
            _("The room was enough"),
            _("The share of lessons in a room that was enough for what was to be done, as the leaders say."),
            percent,
            _("lessons in a room that was enough"),
            _("lessons where the room is told of"),
            _("Evaluation of MVP by Stockholm University, 2021"),
        ),
    )
