"""From a lesson to its reserve package: draws every picture, and takes the leader text as the leader's view has it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QImage, QImageWriter

from facilitator.content import model
from facilitator.content.script import Script
from facilitator.exchange.reserve import parts, words
from facilitator.i18n import _, speaking
from facilitator.session import work as w
from facilitator.session.care import care
from facilitator.session.rules import taps
from facilitator.session.state import Overlay, StepRun, blank
from facilitator.ui import theme
from facilitator.ui.console.passages import Passage, passages_of
from facilitator.ui.console.reminders import reminders
from facilitator.ui.stage import compose, paint
from facilitator.ui.stage.slide import Slide

SIZE: Final = QSize(1920, 1080)
HEAVY: Final = 120_000
"""Bytes of a picture without loss from which a lossy one is tried: a photograph takes five times less so."""
LOSSLESS, GOOD = 100, 85
Drawn = Callable[[Slide], parts.Picture]


@dataclass(frozen=True, slots=True)
class StepSlides:
    """The slides of a step, one a tap, and those that only a key brings out."""

    taps: tuple[Slide, ...]
    extra: dict[str, Slide] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slides:
    """Every slide that the package of a lesson shows."""

    steps: tuple[StepSlides, ...]
    safe: Slide
    support: Slide
    terms: dict[str, Slide]

    def all(self) -> Iterator[Slide]:
        """Each slide once."""
        found = (slide for step in self.steps for slide in (*step.taps, *step.extra.values()))
        yield from dict.fromkeys([self.safe, self.support, *self.terms.values(), *found])


def slides(script: Script) -> Slides:
    """What there is to draw."""
    session = blank("", script)
    over = {term: replace(session, overlay=Overlay("term", term)) for term in script.terms}
    support = compose.compose(replace(session, overlay=Overlay("support")))
    with speaking(script.lesson.language):
        safe = compose.cover("safe")
    return Slides(
        tuple(_step(script, index) for index in range(len(script.steps))), safe, replace(support, frame=None),
        {script.terms[t].term: replace(compose.compose(one), frame=None) for t, one in over.items()},
    )  # fmt: skip


def _step(script: Script, index: int) -> StepSlides:
    step = script.steps[index]
    match step.stage:
        case model.Pyramid(cards=cards, top=top):
            found = tuple(_with(script, index, w.Pyramid({}, hand=card.id)) for card in cards)
            extra = {"top": _with(script, index, w.Pyramid({}, top=True), ended=True)} if top else {}
            return StepSlides(found + _ending(script, index), extra)
        case model.Sorting(items=items):
            shown = [
                _with(script, index, work) for item in items
                for work in (w.Sorted({}, hand=item.id), *([w.Sorted({}, told=item.id)] if item.fact else ()))
            ]  # fmt: skip
            return StepSlides((*shown, *_ending(script, index)))
        case model.ScenarioCase(roleplay=True):
            frozen = {"scene": _with(script, index, w.Scene(frozen=True))}
            return StepSlides(compose.stills(script, index), frozen)
        case _:
            return StepSlides(tuple(dict.fromkeys(compose.stills(script, index))))


def _ending(script: Script, index: int) -> tuple[Slide, ...]:
    """The last question of an exercise, when there is one."""
    return compose.stills(script, index)[1:]


def _with(script: Script, index: int, work: w.Work, *, ended: bool = False) -> Slide:
    session = blank("", script)
    step = script.steps[index]
    session = replace(session, work={**session.work, step.id: w.Trail(work)})
    return compose.compose_step(session, index, taps(session, step) if ended else 0)


def draw(slide: Slide, accent: str) -> QImage:
    """A slide as a picture; only in the thread of the windows. A slide without a frame takes the `accent`, too."""
    theme.load_fonts()
    return paint.render(slide, SIZE, _look(accent if slide.frame is None else "mvp"))


@cache
def _look(accent: str) -> theme.Theme:
    light = theme.load("light")
    own = {"mvp": light.colours[accent], "mvp-soft": light.colours[f"{accent}-soft"]}
    return replace(light, colours={**light.colours, **own})


def packed(image: QImage) -> bytes:
    """The picture as WebP, without loss unless that makes it heavy; in any thread."""
    content = _webp(image, LOSSLESS)
    return min(content, _webp(image, GOOD), key=len) if len(content) > HEAVY else content


def _webp(image: QImage, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"webp")
    writer.setQuality(quality)
    writer.write(image)
    return bytes(buffer.data().data())


def reserve(
    script: Script, found: Slides, drawn: Drawn, own: Sequence[model.SupportContact]
) -> parts.Reserve:
    """The package, with the pictures that `drawn` gives; `own`: all of the school's contacts, for the leader's card."""
    lesson = script.lesson
    with speaking(lesson.language):
        told = tuple(_told(script, index) for index in range(len(script.steps)))
    return parts.Reserve(
        lesson=lesson.id, label=lesson.label, title=lesson.title, language=lesson.language,
        accent=script.programme.accent, length=script.length, told=told, safe=drawn(found.safe),
        support=drawn(found.support), terms={name: drawn(one) for name, one in found.terms.items()},
        contacts=tuple(f"{one.name} · {one.reach}" for one in own),
        steps=tuple(
            parts.Shown(
                title=step.title, minutes=step.minutes, floor=step.floor, closing=step.weight == "protected",
                pictures=tuple(drawn(one) for one in row.taps),
                extra={name: drawn(one) for name, one in row.extra.items()},
            )
            for step, row in zip(script.steps, found.steps, strict=True)
        ),
    )  # fmt: skip


def _told(script: Script, index: int) -> tuple[parts.Passage, ...]:
    """The leader text of a step as in the leader's view, and how its exercise is led without the program."""
    step, lesson = script.steps[index], script.lesson
    runs = tuple(StepRun("shown", order=n + 1) if n < index else StepRun() for n in range(len(script.steps)))
    led = frozenset(one.id for one in script.steps)
    session = replace(blank("", script), step=index, runs=runs, taken_over=led)
    found = list(reminders(care(session)))
    if by_hand := words.by_hand(step.stage):
        found.append(Passage("mvp", _("WITHOUT THE PROGRAM"), by_hand))
    found += passages_of(step.leader, staff=lesson.age == "staff")
    if step.short is not None:
        minutes = _("{minutes} min").format(minutes=step.short.minutes)
        found.append(Passage("", f"{_('SHORT FORM')} · {minutes}", step.short.how))
    if index == len(script.steps) - 1 and lesson.next_time:
        found.append(Passage("mvp", _("UNTIL NEXT TIME"), lesson.next_time))
    return tuple(parts.Passage(one.kind, one.title, one.text) for one in found)
