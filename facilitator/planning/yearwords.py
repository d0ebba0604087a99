"""The plan of a school year in words, in the interface language."""

from collections.abc import Mapping

from facilitator.content.model import Lesson
from facilitator.i18n import _
from facilitator.planning.breaks import Kind
from facilitator.planning.standing import Doubt, State
from facilitator.planning.year import STAFF, SUPERVISION, Planned


def group_of(row: Planned) -> str:
    """The group's code, or the word for the staff."""
    return _("The staff") if row.group == STAFF else row.group


def label_of(row: Planned, lessons: Mapping[str, Lesson]) -> str:
    """The lesson's short tag; a word for supervision, and for a lesson that is not here any more."""
    if row.lesson == SUPERVISION:
        return _("Supervision")
    return lessons[row.lesson].label if row.lesson in lessons else missing_lesson()


def title_of(row: Planned, lessons: Mapping[str, Lesson]) -> str:
    """The lesson's title, or what supervision is; empty for a lesson that is not here any more."""
    if row.lesson == SUPERVISION:
        return _("Mentors and adults meet")
    return lessons[row.lesson].title if row.lesson in lessons else ""


def missing_lesson() -> str:
    """What stands for a lesson that the program does not have."""
    return _("Missing lesson")


def missing_words(lesson: str) -> str:
    """Which lesson (its id) the program does not have, and what to do about it."""
    return _(
        "The program does not have the lesson “{lesson}”. Add the content pack that it came with on the page Settings, or "
        "remove the occasion from the plan."
    ).format(lesson=lesson)


def whole_title(row: Planned, lessons: Mapping[str, Lesson]) -> str:
    """Tag and title."""
    return f"{label_of(row, lessons)} {title_of(row, lessons)}".strip()


def break_name(kind: Kind) -> str:
    """What a break is called."""
    names: dict[Kind, str] = {
        "autumn": _("Autumn holiday"), "christmas": _("Christmas holiday"), "sports": _("Sports holiday"),
        "easter": _("Easter holiday"), "summer": _("Summer holiday"), "holiday": _("Public holiday"),
        "study": _("Study day"), "other": _("Closed"),
    }  # fmt: skip
    return names[kind]


def state_word(state: State) -> str:
    """How an occasion stands, in a word."""
    words: dict[State, str] = {
        "held": _("Held"), "late": _("Late"), "today": _("Today"), "coming": _("To come"),
        "cancelled": _("Cancelled"),
    }  # fmt: skip
    return words[state]


def doubt_words(doubt: Doubt) -> str:
    """What to look at, in a sentence."""
    match doubt.kind:
        case "closed":
            return _("There is no school that day.")
        case "not-calm":
            return _("A strong lesson is best not held on a Friday or right before a break.")
        case "order":
            return _("{lesson} belongs before this one but comes after it.").format(lesson=doubt.other)
        case "language":
            return _("The group should have had {lesson} first.").format(lesson=doubt.other)
        case "missing":
            return missing_words(doubt.other)
        case "staff-after":
            return _("The staff should have {lesson} before the pupils meet the theme.").format(
                lesson=doubt.other
            )
