"""Steps that show, ask and talk: what the projector may show of them."""
# ruff: noqa: RUF009  (`spec` returns a dataclass field)

from dataclasses import dataclass

from facilitator.content.fields import ID, ident, spec
from facilitator.content.model.kinds import PhaseKind
from facilitator.content.model.media import FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """First screen: the title stands in the lesson; lead and today's plan come in two taps."""

    lead: str = spec("One or two sentences that say what the lesson is about.", chars=170)
    plan: tuple[str, ...] = spec(
        "Today's plan, one short line each.", chars=44, high=5, point=True, default=()
    )
    note: str = spec("Content note for pupils, two calm lines at most.", chars=170, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBack:
    """What we did last time."""

    question: str = spec("Question that opens the look back.", chars=90)
    reminders: tuple[str, ...] = spec("Lines revealed one by one.", chars=60, high=4, point=True, default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Rules for the conversation; the group may add its own."""

    question: str = spec("Heading, for example what we need to dare to talk.", chars=48)
    rules: tuple[str, ...] = spec("Proposed rules, revealed one by one.", chars=60, low=1, high=6, point=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A heading with a short text, or with points revealed one by one."""

    heading: str = spec("Heading.", chars=80)
    body: str = spec("Short text. **Bold** marks emphasis.", chars=280, default="")
    points: tuple[str, ...] = spec("Points revealed one by one.", chars=100, high=5, point=True, default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Words from the glossary, one tap each."""

    heading: str = spec("Heading.", chars=60, default="")
    terms: tuple[str, ...] = spec("Identifiers from the glossary.", chars=48, low=1, high=4, pattern=ID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One phase of a conversation: alone, in pairs, in groups, all together or a short buzz."""

    kind: PhaseKind = spec("How the group talks in this phase.")
    minutes: float = spec("Length in minutes.", low=0, high=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A question to talk about, with one to three phases (EPA: alone, pair, all; bikupa: buzz)."""

    question: str = spec("The question.", chars=120)
    hint: str = spec("One line that helps thinking.", chars=120, default="")
    phases: tuple[Phase, ...] = spec("The phases in order.", low=1, high=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioCase:
    """A scenario from the bank: situation, then thoughts one by one, then what a bystander can do.

    For the youngest with a picture that stays: each tap brings one short text beside it.
    """

    scenario: str = ident("Identifier of the scenario in the bank.")
    roleplay: bool = spec(
        "Whether the group may try an option (from the bystander's side only).", default=False
    )
    file: str = spec(
        "Name of a picture in the lesson's folder; F-3 always has one.",
        chars=60,
        pattern=rf"({FILE})?",
        default="",
    )
    alt: str = spec("What the picture shows, for those who do not see it.", chars=200, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The closing round."""

    prompt: str = spec("What each one may say.", chars=90)
    hint: str = spec("One line, for example that one may pass.", chars=110, default="")
    thing: str = spec("What goes round, for example “the ball”: who holds it speaks.", chars=40, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """The support list on the screen."""

    heading: str = spec("Heading.", chars=46)
    note: str = spec("One or two warm lines under the heading.", chars=110, default="")
