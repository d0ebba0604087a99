"""Plain data (from TOML or JSON) to the model, collecting every fault on the way, and back again."""

import dataclasses
import difflib
import re
import types
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, partial
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from facilitator.content import model
from facilitator.content.fields import ID, ONE_LINE, span
from facilitator.i18n import _

T = TypeVar("T")
Path = tuple[str | int, ...]
Rules = Mapping[str, Any]
_BAD = object()
_MOST_FAULTS = 100
_SHOWN = 40
_EXAMPLES = {r"\d+\.\d+\.\d+": "1.0.0", r"[a-z]{2}": "sv"}
_HALF = re.compile("[\ud800-\udfff]")
_LENGTH = re.compile(r"[1-9][0-9]{1,2}")
_AS_IT_IS = frozenset({str, int, bool, type(None)})
# Control, zero-width, direction, filler and tag characters: never seen, so never meant by an author.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """One fault: where in the data (`path`), what is wrong, what was expected and a suggestion."""

    path: Path
    problem: str
    expected: str = ""
    suggestion: str = ""


@dataclass(slots=True)
class Faults:
    """The faults found so far; at most a hundred are kept, enough for anyone to begin with.

    With `stored`, what an earlier version took is taken: texts and lists longer than today's limits, letters in two parts,
    space around a text. With `sound`, the words were looked at before.
    """

    stored: bool = False
    sound: bool = False
    found: list[Wrong] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Whether further faults would be left out."""
        return len(self.found) >= _MOST_FAULTS

    def add(self, path: Path, problem: str, expected: str = "", suggestion: str = "") -> Any:
        """Note a fault; returns the marker for 'no value'."""
        if not self.full:
            self.found.append(Wrong(path, problem, expected, suggestion))
        return _BAD


def decode(cls: type[T], data: object, *, stored: bool = False) -> tuple[T | None, list[Wrong]]:
    """Build `cls` from plain data. Returns the value (None when anything is wrong) and all faults at once.

    With `stored`, what the program itself once wrote down is read back: limits on the length of texts and lists,
    which follow from what the projector shows today, do not hold.
    """
    faults = Faults(stored)
    value = _table(cls, data, (), faults)
    return (None if faults.found else value), faults.found


def draft(cls: type[T], data: object, *, sound: bool = False) -> tuple[T | None, list[Wrong]]:
    """Build `cls` even where its words break a rule, so that further rules can be checked at the same time.

    Returns the value (None when something is missing or of another kind) and all faults. A value with faults is
    for checking only. `sound`: nothing was wrong with the same data before, so the words need not be looked at again.
    """
    faults = Faults(sound=sound)
    value = _table(cls, data, (), faults)
    return (None if value is _BAD else value), faults.found


def encode(value: object) -> Any:
    """The plain data of a model value: dicts, lists, strings, numbers; dates as ISO text.

    A field at its default is left out, so that a field added later does not change what was stored before.
    """
    kind = type(value)
    if kind in _AS_IT_IS:  # nine of ten
        return value
    if dataclasses.is_dataclass(kind):
        return {
            name: encode(v) for name, default in _defaults(kind) if (v := getattr(value, name)) != default
        }
    if isinstance(value, tuple | list):
        return [encode(v) for v in value]
    if isinstance(value, Mapping):
        return {str(k): encode(v) for k, v in value.items()}
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.isoformat() if isinstance(value, date) else value


def field_name(path: Iterable[str | int]) -> str:
    """Return the dotted name of a data path as authors read it, counting from 1: `steps[4].leader.say[1].text`."""
    name = ""
    for part in path:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else part
    return name


@cache
def hints(cls: type[Any]) -> dict[str, Any]:
    """The resolved type hints of a model class."""
    return get_type_hints(cls)


@dataclass(frozen=True, slots=True)
class _Known:
    """A field of a model class: its type (what may be None has the type it else has), and how a value of it is read."""

    spec: "dataclasses.Field[Any]"
    kind: Any
    read: "Reader"


@cache
def _known(cls: Any) -> dict[str, _Known]:
    """The fields of a model class by name."""
    kinds = {f.name: _without_none(hints(cls)[f.name]) for f in dataclasses.fields(cls)}
    return {f.name: _Known(f, kinds[f.name], _reader(kinds[f.name])) for f in dataclasses.fields(cls)}


def _without_none(kind: Any) -> Any:
    if get_origin(kind) in (Union, types.UnionType) and type(None) in get_args(kind):
        return next(a for a in get_args(kind) if a is not type(None))
    return kind


def shown(value: object) -> str:
    """Return a short and harmless text for a value in a fault."""
    if isinstance(value, str):
        return printable(value[:_SHOWN])
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**12 else _("a huge number")
    if isinstance(value, Mapping):
        return _("a table")
    return _("a list") if isinstance(value, list | tuple) else str(value)[:_SHOWN]


def printable(text: str) -> str:
    """Return the text with a replacement mark for every character that no terminal or window should be given."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def near(word: object, choices: Iterable[str]) -> str:
    """Return the suggestion “Did you mean …?” when one of the choices is close to the word, else nothing."""
    found = difflib.get_close_matches(shown(word), list(choices), n=1)
    return _("Did you mean {name}?").format(name=found[0]) if found else ""


def nearest(word: object, choices: Iterable[str]) -> str:
    """Return which three of the choices come nearest to the word, capitals or not; nothing when none is near."""
    plain = {one.casefold(): one for one in choices}
    found = difflib.get_close_matches(shown(word).casefold(), plain, n=3)
    return _("The nearest: {names}.").format(names=", ".join(plain[one] for one in found)) if found else ""


@cache
def _defaults(cls: Any) -> tuple[tuple[str, Any], ...]:
    """The fields of a model class, each with its default, to compare with; MISSING, which equals nothing, for none."""
    return tuple(
        (f.name, f.default if f.default_factory is dataclasses.MISSING else f.default_factory())
        for f in dataclasses.fields(cls)
    )


Reader = Callable[[object, Path, Faults, Rules], Any]
"""Reads a value, at its place in the data, by the rules of its field; the marker for ‘no value’ when it is wrong."""
_NO_RULES: Rules = {}


@cache
def _reader(kind: Any) -> Reader:
    """How a value of a type is read: found out once, for a lesson holds some thousand of them."""
    origin = get_origin(kind)
    if kind is str:
        return _text
    if origin is tuple:
        return partial(_many, _reader(get_args(kind)[0]))
    if origin is Literal:
        return partial(_choice, get_args(kind))
    if origin is dict:
        return _minutes_by_length
    if origin is not None and issubclass(origin, Mapping):
        return partial(_by_name, _reader(get_args(kind)[1]))
    if dataclasses.is_dataclass(kind):
        return partial(_table, kind)
    if kind is date:
        return _date
    return _truth if kind is bool else partial(_number, kind)


def _table(cls: Any, data: object, path: Path, faults: Faults, _rules: Rules = _NO_RULES) -> Any:
    if not isinstance(data, Mapping):
        return faults.add(path, _("This must be a table."), _("a table"))
    known = _known(cls)
    for key in data:
        if key not in known and not faults.full:
            faults.add(
                (*path, shown(key)), _("Unknown field."), ", ".join(sorted(known)),
                near(key, known) or _("Remove the field."),
            )  # fmt: skip
    values: dict[str, Any] = {}
    whole = True
    for name, known_field in known.items():
        here = (*path, name)
        if name not in data or (data[name] is None and known_field.spec.default is None):
            value = _absent(known_field.spec, known_field.kind, here, faults)
        elif cls is model.Step and name == "stage":
            value = _stage(data, here, faults)
        else:
            value = known_field.read(data[name], here, faults, known_field.spec.metadata)
        whole = whole and value is not _BAD
        values[name] = value
    return cls(**values) if whole else _BAD


def _absent(spec: "dataclasses.Field[Any]", kind: Any, path: Path, faults: Faults) -> Any:
    if spec.default_factory is not dataclasses.MISSING:
        return spec.default_factory()
    if spec.default is dataclasses.MISSING:
        return faults.add(path, _("The field is missing."), _expected(kind, spec.metadata))
    return spec.default


def _expected(kind: Any, rules: Rules) -> str:
    """Return what a field that is missing should hold."""
    if rules["pattern"] == ID:
        return _("small letters a–z, digits and single hyphens")
    if kind is str:
        return _EXAMPLES.get(rules["pattern"]) or _("text of at most {n} characters").format(n=rules["chars"])
    if kind in (int, float):
        return span(rules["low"], rules["high"])
    if get_origin(kind) is Literal:
        return ", ".join(get_args(kind))
    if kind is date:
        return "2026-09-01"
    if kind is bool:
        return "true, false"
    return _("a list") if get_origin(kind) is tuple else _("a table")


def _stage(step: Mapping[str, object], path: Path, faults: Faults) -> Any:
    form = step.get("form")
    if not isinstance(form, str):
        return _BAD  # the field `form` is reported by itself
    if form not in model.FORMS:
        return faults.add(
            (*path[:-1], "form"), _("Unknown form “{form}”.").format(form=shown(form)), ", ".join(model.FORMS),
            near(form, model.FORMS),
        )  # fmt: skip
    return _table(model.FORMS[form], step["stage"], path, faults)


def _counted(count: int, path: Path, rules: Rules, faults: Faults) -> bool:
    low, high = rules["low"], rules["high"]
    if low is not None and count < low:
        faults.add(path, _("Too few: {count}.").format(count=count), _("at least {n}").format(n=low))
    if high is not None and count > high and not faults.stored:
        faults.add(path, _("Too many: {count}.").format(count=count), _("at most {n}").format(n=high))
        return False
    return True


def _many(read: Reader, data: object, path: Path, faults: Faults, rules: Rules) -> Any:
    if not isinstance(data, list | tuple):
        return faults.add(path, _("This must be a list."), _("a list"), "[ … ]")
    if not _counted(len(data), path, rules, faults):
        return _BAD
    low, high = rules["each"] or (None, None)
    inner = {**rules, "low": low, "high": high}
    values = tuple([read(item, (*path, i), faults, inner) for i, item in enumerate(data)])
    return _BAD if any(v is _BAD for v in values) else values


def _by_name(read: Reader, data: object, path: Path, faults: Faults, rules: Rules) -> Any:
    if not isinstance(data, Mapping):
        return faults.add(path, _("This must be a table."), _("a table"))
    if not _counted(len(data), path, rules, faults):
        return _BAD
    values = {str(k): read(v, (*path, shown(k)), faults, _NO_RULES) for k, v in data.items()}
    return _BAD if any(v is _BAD for v in values.values()) else values


def _choice(choices: tuple[Any, ...], data: object, path: Path, faults: Faults, _rules: Rules) -> Any:
    if isinstance(data, str) and data in choices:
        return data
    problem = _("“{value}” is not one of the choices.").format(value=shown(data))
    return faults.add(path, problem, ", ".join(map(str, choices)), near(data, map(str, choices)))


def _minutes_by_length(data: object, path: Path, faults: Faults, _rules: Rules) -> Any:
    example = "{ 40 = 4, 60 = 8 }"
    if not isinstance(data, Mapping):
        return faults.add(path, _("This must be a table."), example)
    right = True
    for key, value in data.items():
        whole = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 60
        if not _LENGTH.fullmatch(str(key)) or not whole:
            faults.add((*path, shown(key)), _("Minutes in another length are wrong."), example)
            right = False
    return {str(k): v for k, v in data.items()} if right else _BAD


def _text(data: object, path: Path, faults: Faults, rules: Rules) -> Any:
    if not isinstance(data, str):
        return faults.add(path, _("This must be text."), _("text in quotes"))
    if faults.sound:
        return data
    if len(data) > rules["chars"] and not faults.stored:
        faults.add(
            path, _("The text is too long: {count} characters.").format(count=len(data)),
            _("at most {n} characters").format(n=rules["chars"]), _("Shorten, or split into two steps."),
        )  # fmt: skip
    elif rules["pattern"] and not re.fullmatch(rules["pattern"], data, re.ASCII):
        faults.add(path, _("“{value}” has the wrong form.").format(value=shown(data)), _expected(str, rules))
    elif not data.strip():
        if data or not rules["empty"]:
            faults.add(path, _("The text is empty."), _expected(str, rules))
    else:
        _clean(data, path, rules, faults)
    return data


def _clean(data: str, path: Path, rules: Rules, faults: Faults) -> None:
    hidden = HIDDEN.search(data)
    if hidden:
        faults.add(
            path, _("The text holds the hidden character U+{code}.").format(code=f"{ord(hidden.group()):04X}"),
            _("visible characters"), _("Remove the character and write the text anew."),
        )  # fmt: skip
    elif _HALF.search(data):
        faults.add(path, _("The text holds half a character."), _("whole characters"))
    elif faults.stored:
        return  # a row of the support list was once taken as it was pasted
    elif not unicodedata.is_normalized("NFC", data):
        faults.add(
            path, _("A letter is written in two parts (letter and accent apart)."), _("letters such as å in one piece"),
            _("Write the text anew."),
        )  # fmt: skip
    elif data != data.strip():
        faults.add(
            path, _("The text begins or ends with a space or an empty line."), _("text without space around it"),
            _('End a multi-line text with \\ before the closing """.'),
        )  # fmt: skip
    elif ("\n" in data or "\t" in data) and rules["chars"] <= ONE_LINE:
        faults.add(path, _("The text must be on one line."), _("one line, no tabs"))


def _truth(data: object, path: Path, faults: Faults, _rules: Rules) -> Any:
    fine = isinstance(data, bool)
    return data if fine else faults.add(path, _("This must be true or false."), "true, false")


def _date(data: object, path: Path, faults: Faults, _rules: Rules) -> Any:
    if isinstance(data, str):
        try:
            return date.fromisoformat(data)
        except ValueError:
            return faults.add(path, _("This is not a date."), "2026-09-01")
    fine = isinstance(data, date) and not isinstance(data, datetime)
    return data if fine else faults.add(path, _("This must be a date."), "2026-09-01")


def _number(kind: Any, data: object, path: Path, faults: Faults, rules: Rules) -> Any:
    allowed = int if kind is int else int | float
    if isinstance(data, bool) or not isinstance(data, allowed):
        expected = _("a whole number") if kind is int else _("a number")
        return faults.add(path, _("This must be a number."), expected)
    low, high = rules["low"], rules["high"]
    if not low <= data <= high:
        problem = _("{value} is out of range.").format(value=shown(data))
        return faults.add(path, problem, span(low, high))
    return kind(data)
