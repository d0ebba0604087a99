"""One lesson being changed: which of its texts and numbers can be, how much room each has, and what the check says meanwhile.

It is held as plain data, exactly as it was typed: what breaks a rule is told, and kept.
"""

import copy
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from facilitator.content import picking
from facilitator.content.adding.locked import NOT_TEXT
from facilitator.content.changing.blanks import blank
from facilitator.content.changing.typed import all_texts, back, below, drawable, squeezed, texts
from facilitator.content.checking import check, words
from facilitator.content.decode import Path, Wrong, draft, encode
from facilitator.content.library import Library
from facilitator.content.model import FORMS, Age, Leader, Lesson, Scenario, ShortForm, Step
from facilitator.content.script import Script, contacts_for, scenarios_of, script_of

Data = dict[str, Any]
TOP: Final = ("title", "kicker", "summary", "goals", "preparation", "materials", "room", "next_time")
"""The fields of a lesson beside its steps that can be changed."""
FORMAT: Final = 1
OF: Final = "-egen-"
"""In the identifier of a lesson of one's own: what it began as stands before."""
ADDED: Final = "eget-steg-"
"""The identifier of an added step, with its number."""


@dataclass(frozen=True, slots=True)
class TextField:
    """A text that can be changed: where it stands, at most so many characters, and words for those who read them."""

    path: Path
    chars: int
    words: int | None


@dataclass(frozen=True, slots=True)
class NumberField:
    """A number of minutes that can be changed; `length`: the length of the lesson that it holds for, else 0."""

    path: Path
    value: float
    low: int
    high: int
    length: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong now, by the places of `Editing.values`; and the lesson, when its parts are there at all."""

    lesson: Lesson | None
    wrongs: tuple[Wrong, ...]

    def of_step(self, place: int | None) -> list[Wrong]:
        """What is wrong with one step; None: with what is outside the steps."""
        return [one for one in self.wrongs if _step_of(one.path) == place]

    def steps(self) -> frozenset[int]:
        """The places of the steps with something wrong."""
        return frozenset(place for one in self.wrongs if (place := _step_of(one.path)) is not None)


def _step_of(path: Path) -> int | None:
    if path[:1] == ("steps",) and len(path) > 1 and isinstance(path[1], int):
        return path[1]
    return None


class Editing:
    """A lesson on its way to being another. `lesson`: what it was opened as; `text`: the TOML that it began with."""

    def __init__(self, lesson: str, text: str, values: Data | None = None) -> None:
        self.lesson, self.text = lesson, text
        self.before: Data = tomllib.loads(text)
        if values is None:
            values = {name: copy.deepcopy(self.before[name]) for name in TOP}
            values |= {"steps": copy.deepcopy(self.before["steps"]), "out": []}
            for step in values["steps"]:
                step["leader"].setdefault("if_silent", "")
        self.values: Data = values
        self._texts = set(all_texts(self.before))

    @property
    def age(self) -> Age:
        """The age that the lesson is for; it sets the word limits."""
        age: Age = self.before["age"]
        return age

    @property
    def steps(self) -> list[Data]:
        """The steps as they are now, in order."""
        steps: list[Data] = self.values["steps"]
        return steps

    @property
    def out(self) -> list[Data]:
        """The steps that have been left out, as they were then."""
        steps: list[Data] = self.values["out"]
        return steps

    @property
    def changed(self) -> bool:
        """Whether anything differs from how it began."""
        return self.data() != self.before

    # --- kept between starts ------------------------------------------------------------------------------

    def to_json(self) -> str:
        """All of it as plain letters, so that even half a character comes back."""
        whole = {"format": FORMAT, "lesson": self.lesson, "text": self.text, "values": self.values}
        return json.dumps(whole)

    @classmethod
    def from_json(cls, text: str) -> "Editing":
        """What `to_json` wrote. Raises ValueError: it is something else."""
        try:
            whole = json.loads(text)
            if whole["format"] != FORMAT:
                raise ValueError(whole["format"])
            made = cls(whole["lesson"], whole["text"], whole["values"])
            if not all(
                isinstance(step["id"], str) and step["form"] in FORMS for step in (*made.steps, *made.out)
            ):
                raise ValueError("steps")
            made.fields(None)
            for place in range(len(made.steps)):
                made.fields(place)
                if not all(isinstance(one.value, int | float) for one in made.numbers(place)):
                    raise ValueError("minutes")
        except (KeyError, TypeError, AttributeError, RecursionError, IndexError) as odd:
            raise ValueError(str(odd)) from odd
        return made

    # --- what can be changed ------------------------------------------------------------------------------

    def locked(self, place: int | None) -> bool:
        """Whether a step stays as it is: those that end every lesson do."""
        return place is not None and self.steps[place].get("weight") == "protected"

    def fields(self, place: int | None) -> list[TextField]:
        """The texts of a step in the order they are read, or those of the lesson itself."""
        if place is None:
            found = [one for name in TOP for one in below(Lesson, self.values, name, ())]
        else:
            step, here = self.steps[place], ("steps", place)
            found = [*below(Step, step, "title", here)]
            found += texts(FORMS[step["form"]], step["stage"], (*here, "stage"))
            found += texts(Leader, step["leader"], (*here, "leader"))
            if "short" in step:
                found += texts(ShortForm, step["short"], (*here, "short"))
        return [TextField(path, rules["chars"], self._words(path, rules)) for path, rules in found]

    def _words(self, path: Path, rules: Mapping[str, Any]) -> int | None:
        """At most so many words: the same as the check counts."""
        limits = words.LIMITS[self.age]
        if path == ("next_time",):
            return limits.text
        if path[2:3] == ("stage",) and path[-1] != "alt":
            return limits.point if rules["point"] else limits.text
        if path[2:4] == ("leader", "say"):
            return words.SPOKEN_WORDS
        return None

    def numbers(self, place: int) -> list[NumberField]:
        """The minutes of a step: in every length, at least, in the short form and of each phase."""
        step, here = self.steps[place], ("steps", place)
        minutes = step["minutes"]
        found = [NumberField((*here, "minutes"), minutes, 1, 60, self.before["minutes"])]
        least = 0 if step["weight"] in ("optional", "flexible") else 1
        for length in self.before.get("lengths", ()):
            value = step.get("at", {}).get(str(length), minutes)
            found.append(NumberField((*here, "at", str(length)), value, least, 60, length))
        found.append(NumberField((*here, "floor"), step["floor"], 1, 60))
        if "short" in step:
            found.append(NumberField((*here, "short", "minutes"), step["short"]["minutes"], 1, 60))
        for index, phase in enumerate(step["stage"].get("phases", ())):
            found.append(NumberField((*here, "stage", "phases", index, "minutes"), phase["minutes"], 0, 30))
        return found

    def get(self, path: Path) -> Any:
        """What stands in a place."""
        value: Any = self.values
        for part in path:
            value = value[part]
        return value

    def put(self, path: Path, value: str | float) -> None:
        """Put a text or a number in its place."""
        if path[2:3] == ("at",):
            self.steps[int(path[1])].setdefault("at", {})
        self.get(path[:-1])[path[-1]] = value

    def is_new(self, text: str) -> bool:
        """Whether the lesson did not hold this text when it was opened."""
        return text not in self._texts

    def knows(self, words_of: str) -> bool:
        """Whether the lesson held these words somewhere when it was opened."""
        return any(words_of in text for text in self._texts)

    def new_texts(self) -> list[str]:
        """Every text that the lesson did not hold when it was opened."""
        places = (None, *range(len(self.steps)))
        texts = (self.get(one.path) for place in places for one in self.fields(place))
        return [text for text in texts if text.strip() and self.is_new(text)]

    # --- time and order -----------------------------------------------------------------------------------

    def sums(self) -> list[tuple[int, int]]:
        """Every length of the lesson, the ordinary one first, and what the steps take in it."""
        own = self.before["minutes"]
        found = [(own, sum(step["minutes"] for step in self.steps))]
        for length in self.before.get("lengths", ()):
            key = str(length)
            found.append((length, sum(step.get("at", {}).get(key, step["minutes"]) for step in self.steps)))
        return found

    def may_leave_out(self, place: int | None) -> bool:
        """Whether a step may be left out or moved: those that the author made optional."""
        return place is not None and bool(self.steps[place].get("weight") == "optional")

    def leave_out(self, place: int) -> None:
        """Leave out an optional step; it can be put back."""
        if self.may_leave_out(place):
            self.out.append(self.steps.pop(place))

    def put_back(self, step: str) -> int:
        """Put a step that was left out back after the one that it followed, an added one last; returns its place."""
        order = [one["id"] for one in self.before["steps"]]
        found = next(one for one in self.out if one["id"] == step)
        self.out.remove(found)
        if step in order:
            earlier = set(order[: order.index(step)])
        else:
            earlier = {one["id"] for place, one in enumerate(self.steps) if not self.locked(place)}
        place = 1 + max((n for n, one in enumerate(self.steps) if one["id"] in earlier), default=0)
        self.steps.insert(place, found)
        return place

    def may_add(self, place: int | None) -> bool:
        """Whether a step may be added after this one: never among those that end every lesson."""
        return place is not None and not self.locked(place)

    def add(self, form: str, place: int) -> int:
        """Add a step with nothing written in it after this one, as optional as any that may be left out; returns its place."""
        if not self.may_add(place):
            return place
        taken = {one["id"] for one in (*self.steps, *self.out, *self.before["steps"])}
        name = next(one for n in count(1) if (one := f"{ADDED}{n}") not in taken)
        self.steps.insert(place + 1, blank(name, form, self._voices()))
        return place + 1

    def _voices(self) -> list[str]:
        """Who speaks in the lesson, two at the most, in the order they first do."""
        lines = (line for step in self.before["steps"] for line in step["leader"].get("say", ()))
        return list(dict.fromkeys(line["who"] for line in lines if line["who"] != "both"))[:2] or ["A"]

    def may_move(self, place: int | None, by: int) -> bool:
        """Whether an optional step may change places with the one before or after: never with the opening or the ending."""
        if place is None or not self.may_leave_out(place) or not 0 < place + by < len(self.steps):
            return False
        return not self.locked(place + by)

    def move(self, place: int, by: int) -> int:
        """Let a step change places with its neighbour; returns its place."""
        if not self.may_move(place, by):
            return place
        self.steps.insert(place + by, self.steps.pop(place))
        return place + by

    # --- another scenario ---------------------------------------------------------------------------------

    def choices(self, place: int | None, library: Library) -> tuple[Scenario, ...]:
        """What can be shown in a step with a scenario: the one it began with, then the others that fit; else nothing."""
        if place is None or self.steps[place]["form"] != "scenario" or self.locked(place):
            return ()
        lesson, _wrongs = draft(Lesson, self.before)
        if lesson is None or not set(scenarios_of(lesson.steps)) <= library.scenarios.keys():
            return ()
        named = (one for one in library.scenarios.values() if self.theme in one.lessons)
        banked = (library.scenarios[key] for key in library.banks.get(self.theme, ()))
        theme = {one.id: one for one in (*banked, *named)}.values()
        elsewhere = {one["stage"].get("scenario") for n, one in enumerate(self.steps) if n != place}
        found = picking.choices(lesson, theme, library.scenarios).get(self.steps[place]["id"], ())
        return tuple(one for n, one in enumerate(found) if n == 0 or one.id not in elsewhere)

    @property
    def theme(self) -> str:
        """The lesson whose scenarios fit: what one's own lesson began as."""
        return self.lesson.partition(OF)[0]

    def choose(self, place: int, scenario: str, library: Library) -> None:
        """Let a step tell another scenario, with leader text that fits it; the one it began with comes with its own text."""
        offered = self.choices(place, library)
        step = self.steps[place]
        lesson, _wrongs = draft(Lesson, self.before)
        if (
            lesson is None
            or scenario not in [one.id for one in offered]
            or scenario == step["stage"]["scenario"]
        ):
            return
        picks = {} if scenario == offered[0].id else {step["id"]: scenario}
        told = picking.with_picks(lesson, picks, offered, library.scenarios)
        other = encode(next(one for one in told.steps if one.id == step["id"]))
        if not picks:
            other = copy.deepcopy(next(one for one in self.before["steps"] if one["id"] == step["id"]))
        for name in ("title", "strength", "stage", "leader", "short"):
            step.pop(name, None)
            if name in other:
                step[name] = other[name]
        step["leader"].setdefault("if_silent", "")

    # --- what comes of it ---------------------------------------------------------------------------------

    def data(self) -> Data:
        """The lesson as it would be saved. Lines that have been emptied are gone; a changed text is not reviewed any more."""
        return self._told()[0]

    def _told(self) -> tuple[Data, dict[Path, int]]:
        moved: dict[Path, int] = {}
        found = self.before | {name: squeezed(self.values[name], (name,), moved) for name in (*TOP, "steps")}
        for step in found["steps"]:
            if not step["leader"].get("if_silent"):
                step["leader"].pop("if_silent", None)
        if any(found[name] != self.before.get(name) for name in found if name not in NOT_TEXT):
            found["granskad"] = False
            found.pop("readers_done", None)
        return found, moved

    def check(self, library: Library) -> Checked:
        """The same check as of every lesson, by the places where the texts stand here."""
        data, moved = self._told()
        lesson, wrongs = draft(Lesson, data)
        if lesson is not None:
            wrongs += check.check_lesson(lesson, _shelf(library))
        told = (Wrong(back(one.path, moved), one.problem, one.expected, one.suggestion) for one in wrongs)
        return Checked(lesson, tuple(dict.fromkeys(told)))

    def preview(self, library: Library) -> Script | None:
        """The lesson in its ordinary length, to draw; None while a part of it is missing or refers to nothing."""
        lesson, _wrongs = draft(Lesson, drawable(self._told()[0]))
        if lesson is None or check.check_fit(lesson, _shelf(library)):
            return None
        contacts = contacts_for(lesson, library.contacts)
        programme = library.programmes[lesson.programme]
        return script_of(lesson, lesson.minutes, programme, library.scenarios, library.terms, contacts)


def _shelf(library: Library) -> check.Shelf:
    return check.Shelf(library.programmes, library.terms, library.scenarios)
