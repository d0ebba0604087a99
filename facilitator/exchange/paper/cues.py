"""Cue cards of A6 for two who lead together: what A says, what B says, and when it is one's turn."""

from collections.abc import Iterator
from functools import partial

from facilitator.content.model import Line, Step, Who
from facilitator.content.script import Script
from facilitator.exchange.paper.leaves import Kept, Leaf, card_room, cut_cards, fitting
from facilitator.exchange.paper.pieces import Gap, Piece, Row, Rule, Words
from facilitator.exchange.paper.words import inside, minutes_words, quoted, voice_words
from facilitator.i18n import _

LEAST, MOST = 0.82, 1.15
CUE_WORDS = 7
"""So many words of another's line are on a card, enough to know when it is one's turn."""


def cards(script: Script, voices: tuple[Who, ...] = ("A", "B")) -> list[Leaf]:
    """A card for each step in which the voice speaks; A's cards on sheets of their own, then B's."""
    return [leaf for voice in voices for leaf in cut_cards(list(_cards(script, voice)))]


def _cards(script: Script, voice: Who) -> Iterator[Piece]:
    width, height = card_room()
    for place, step in enumerate(script.steps, 1):
        if any(_own(line, voice) for line in step.leader.say):
            head = f"{script.lesson.label} · {place} ({len(script.steps)})"
            yield from fitting(partial(_card, step, voice, head, script), width, height, LEAST, MOST)


def _own(line: Line, voice: Who) -> bool:
    return line.who in (voice, "both")


def _card(step: Step, voice: Who, head: str, script: Script, scale: float) -> list[Piece]:
    accent = script.programme.accent
    found: list[Piece] = [
        Kept(
            (
                Row(
                    (
                        Words(voice, "name", token=accent, level=0),
                        Words(head, "small", token="ink-2"),
                        _minutes(step),
                    ),
                    (1, 4, 2),
                ),
                Words(step.title, "heading", level=1),
            )
        ),
        Gap(0.6),
        Rule(accent, "rule"),
        Gap(1.2 * scale),
    ]
    for line in step.leader.say:
        found += _said(line, voice, scale) if _own(line, voice) else [_cue(line, scale)]
        found.append(Gap(1.2 * scale))
    if step.leader.do:
        found += [Rule(), Gap(0.8 * scale)]
        found += [Words(text, "small", token="ink-2", scale=scale) for text in step.leader.do[:2]]
    return found


def _minutes(step: Step) -> Piece:
    return Words(minutes_words(step.minutes), "label", align=2)


def _said(line: Line, voice: Who, scale: float) -> list[Piece]:
    words: list[Piece] = [Words(quoted(line.text), "spoken", scale=scale, bold=True)]
    return [Words(_("Together"), "label", token="ink-2", scale=scale), *words] if line.who != voice else words


def _cue(line: Line, scale: float) -> Piece:
    words = line.text.split()
    start = " ".join(words[:CUE_WORDS]) + (" …" if len(words) > CUE_WORDS else "")
    told = _("{who} says: “{words}”").format(who=voice_words(line.who), words=inside(start))
    return Words(told, "small", token="ink-2", scale=scale)
