"""What a pack cannot take away: who can be reached, how strong something is, who must have read it, whom it sends to."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Set

from facilitator.content.checking.check import Item
from facilitator.content.decode import Wrong, encode
from facilitator.content.local import is_local
from facilitator.content.model import Lesson, Scenario, SupportContact
from facilitator.i18n import _

NOT_TEXT = ("version", "reviewed", "granskad", "readers_done")
"""Fields of a lesson that change without its text."""


def text_hash(lesson: Lesson) -> str:
    """The SHA-256 of a lesson's text: the same until a word, a minute or a rule in it changes."""
    data = {name: value for name, value in encode(lesson).items() if name not in NOT_TEXT}
    whole = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(whole.encode()).hexdigest()


def check_item(item: Item, scenarios: Mapping[str, Scenario], contacts: Set[str]) -> list[Wrong]:
    """What an item of a pack would take away; `scenarios` and `contacts` are the program's own."""
    if isinstance(item, SupportContact) and (item.id in contacts or is_local(item)):
        problem = _("This row of the support list belongs to the program or to the school.")
        return [Wrong(("id",), problem, _("an identifier of its own"), _("Add the row beside it."))]
    if isinstance(item, Scenario) and item.id in scenarios:
        before = scenarios[item.id]
        return [
            *_lower(("strength",), item.strength, before.strength),
            *_lacking(("support",), item.support, before.support),
        ]
    return []


def check_lesson(lesson: Lesson, lessons: Mapping[str, Lesson]) -> list[Wrong]:
    """What a lesson of a pack would take away; `lessons` are the program's own."""
    before = lessons.get(lesson.id)
    if before is None:
        return []
    wrongs = [
        *_lower(("risk",), lesson.risk, before.risk),
        *_lacking(("support",), lesson.support, before.support),
        *_lacking(("readers_needed",), lesson.readers_needed, before.readers_needed),
    ]
    if lesson.programme != before.programme:
        problem = _("The program’s own lesson belongs to another programme.")
        wrongs.append(Wrong(("programme",), problem, before.programme))
    strength = {step.id: step.strength for step in before.steps}
    for number, step in enumerate(lesson.steps):
        path = ("steps", number, "strength")
        wrongs += _lower(path, step.strength, strength.get(step.id, 1))
    return wrongs


def _lower(path: tuple[str | int, ...], value: int, before: int) -> Iterator[Wrong]:
    if value < before:
        problem = _("The program’s own text has {n} here, and a pack does not lower it.").format(n=before)
        yield Wrong(path, problem, _("at least {n}").format(n=before))


def _lacking(path: tuple[str | int, ...], values: Iterable[str], before: Iterable[str]) -> Iterator[Wrong]:
    gone = sorted(set(before) - set(values))
    if gone:
        problem = _("The program’s own text has this too, and a pack does not take it away: {names}.")
        yield Wrong(path, problem.format(names=", ".join(gone)), ", ".join(before))
