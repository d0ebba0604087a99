"""What the editor calls the fields of a lesson, and how it tells of room and minutes."""

from collections.abc import Sequence

from facilitator.content.changing.editing import Editing, NumberField, TextField
from facilitator.content.checking import words
from facilitator.content.decode import Path, Wrong
from facilitator.i18n import _, ngettext


def part_of(path: Path) -> str:
    """The heading that a text of a step stands under."""
    if path[2:3] == ("stage",):
        return _("On the screen")
    if path[2:3] == ("leader",):
        return _("What the leaders say and do")
    return _("The short way through the step") if path[2:3] == ("short",) else ""


def name_of(editing: Editing, path: Path) -> str:
    """What a text is called; one of several has its number."""
    if path[0] != "steps":
        return _numbered(_top_words(str(path[0])), path[1:2])
    if path[2] == "leader":
        return _leader_name(editing, path)
    if path[2] == "short":
        return _("What is left out when time is short")
    if path[2] == "title":
        return _("The name of the step")
    names = [str(part) for part in path[3:] if isinstance(part, str)]
    return _numbered(stage_words(names[-1]), [part for part in path[3:] if isinstance(part, int)])


def _numbered(name: str, places: Sequence[object]) -> str:
    numbers = [str(place + 1) for place in places if isinstance(place, int)]
    return f"{name} {'.'.join(numbers)}" if numbers else name


def _leader_name(editing: Editing, path: Path) -> str:
    kind, place = path[3], path[4:5]
    if kind == "say":
        who = str(editing.get(path[:-1]).get("who", ""))
        name = {"both": _("SAY, both"), "adult": _("SAY, the adult")}.get(who) or _("SAY, {who}").format(
            who=who
        )
        return _numbered(name, place)
    if kind == "if_said":
        said = path[-1] == "said"
        return _numbered(_("If somebody says") if said else _("Then answer"), place)
    names = {"do": _("DO"), "watch": _("WATCH OUT"), "if_silent": _("If it goes quiet")}
    return _numbered(names[str(kind)], place)


def _top_words(name: str) -> str:
    return {
        "title": _("The lesson’s title"), "kicker": _("The line above the title"), "summary": _("The lesson in one sentence"),
        "goals": _("Goal"), "preparation": _("Prepare"), "materials": _("Bring"), "room": _("Room"),
        "next_time": _("Question for the next time"),
    }[name]  # fmt: skip


def stage_words(name: str) -> str:
    """What a field of a slide is called."""
    return {
        "about": _("About it"), "after": _("Afterwards"), "alt": _("What the picture shows"), "answers": _("Answer"),
        "before": _("Before"), "body": _("Text"), "branches": _("Branch"), "centre": _("In the middle"),
        "corners": _("Corner"), "during": _("While it happens"), "ending": _("The last question"), "ends": _("End of the line"),
        "fact": _("Why"), "frames": _("Name of the box"), "heading": _("Heading"), "hint": _("A line that helps"),
        "how": _("How it goes"), "lead": _("Introduction"), "levels": _("Level"), "lists": _("List"), "middle": _("Middle"),
        "name": _("Person in the picture"), "note": _("Note"), "open": _("The open corner"),
        "outside": _("Question about stepping outside"), "parts": _("Part"), "places": _("Place"), "plan": _("Today’s plan"),
        "points": _("Point"), "prompt": _("Question"), "question": _("Question"), "questions": _("Question"),
        "reminders": _("From last time"), "roles": _("Role"), "rules": _("Proposal"), "source": _("Source"),
        "statement": _("Statement"), "statements": _("Statement"), "suggestions": _("Suggestion"), "text": _("Text"),
        "thing": _("What goes round"), "title": _("Title"), "top": _("At the top"), "warm_up": _("To begin with"),
        "without": _("Question about being without boxes"),
    }[name]  # fmt: skip


def room_words(field: TextField, text: str) -> tuple[str, bool]:
    """How much of the room of a text is taken, and whether it is too much."""
    if field.words is not None and len(text) <= field.chars:
        count = words.count(text)
        told = ngettext("{n} of {most} word", "{n} of {most} words", field.words)
        return told.format(n=count, most=field.words), count > field.words
    told = ngettext("{n} of {most} character", "{n} of {most} characters", field.chars)
    return told.format(n=len(text), most=field.chars), len(text) > field.chars


def number_words(number: NumberField) -> str:
    """What a number of minutes is."""
    if number.length:
        return _("Minutes in {length} min").format(length=number.length)
    if number.path[-1] == "floor":
        return _("At least")
    if number.path[2] == "short":
        return _("The short way")
    return _("Phase {n}").format(n=int(number.path[-2]) + 1)


def sum_words(length: int, total: int) -> str:
    """Whether the steps fill a length."""
    if total == length:
        return _("{length} min: the steps fill it").format(length=length)
    if total > length:
        told = ngettext(
            "{length} min: {n} minute too many", "{length} min: {n} minutes too many", total - length
        )
        return told.format(length=length, n=total - length)
    told = ngettext("{length} min: {n} minute left", "{length} min: {n} minutes left", length - total)
    return told.format(length=length, n=length - total)


def weight_words(weight: str) -> str:
    """How firmly a step belongs to the lesson."""
    return {
        "core": _("Core: belongs to the lesson every time."),
        "flexible": _("Flexible: may be shortened or left out when time is short."),
        "optional": _("Optional: may be left out, or moved."),
        "protected": _(
            "Protected: the ending of every lesson. It stays as it is, so that nobody goes home without it."
        ),
    }[weight]


def kind_words(form: str) -> str:
    """What a step that can be added is called."""
    return {"prompt": _("A question to talk about"), "text": _("A text"), "corners": _("Four corners")}[form]


def wrong_words(wrong: Wrong) -> str:
    """A fault in one line: what is wrong, what is expected and what to do."""
    parts = [wrong.problem]
    if wrong.expected:
        parts.append(_("Expected: {what}.").format(what=wrong.expected.rstrip(".")))
    if wrong.suggestion:
        parts.append(_("Suggestion: {what}").format(what=wrong.suggestion))
    return " ".join(parts)


def place_of(editing: Editing, wrong: Wrong) -> str:
    """The field that a fault is about, in words; empty when it is about the step or the lesson as a whole."""
    for place in (None, *range(len(editing.steps))):
        for field in editing.fields(place):
            too_few = isinstance(field.path[-1], int) and field.path[:-1] == wrong.path
            if field.path == wrong.path or too_few:
                return name_of(editing, wrong.path)
    return _("Minutes") if wrong.path[-1:] in (("minutes",), ("floor",)) or "lengths" in wrong.path else ""
