"""Session ids: the letter P and a ULID, made on the device, so that ids sort in the order sessions began."""

import re
import secrets
import time

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_DIGITS = 26
_RANDOM_BITS = 80
_KEPT_BITS = 16
"""So many bits of chance are left out where ids follow each other within one moment: some ten thousand fit into it."""
ID = re.compile(rf"P[0-7][{_ALPHABET}]{{{_DIGITS - 1}}}")
OCCASION = re.compile(rf"T[0-7][{_ALPHABET}]{{{_DIGITS - 1}}}")
DEVICE = re.compile("[0-9a-f]{32}")
"""What ids of sessions, of occasions held without the program and of laptops look like."""
WALL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", re.ASCII)
"""A wall time as programs write it: queries compare its letters, and take the hours and minutes from their places."""
NUMBERS = range(1, 1 << 31)
"""Numbers that an account may have among those of the same thing."""


def next_id(last: str, now_ms: int | None = None, random: int | None = None) -> str:
    """An id greater than `last` (empty: there is none), also when the clock has gone back; then it is by chance too how much
    greater, for another computer may go on from a copy of the same log.

    `now_ms` is Unix time in milliseconds and `random` an 80-bit number; both are drawn here when not given.
    """
    moment = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    chance = secrets.randbits(_RANDOM_BITS) if random is None else random
    value = moment << _RANDOM_BITS | chance
    if ID.fullmatch(last) and value <= (before := _number(last[1:])):
        value = before + 1 + (chance >> _KEPT_BITS)
    return "P" + _text(value)


def occasion_id() -> str:
    """A new id for an occasion that was held without the program."""
    return "T" + next_id("")[1:]


def made_ms(own: str) -> int:
    """When an id says that it was made, Unix time in milliseconds; the clock may have been wrong."""
    return _number(own[1:]) >> _RANDOM_BITS


def _text(value: int) -> str:
    digits = []
    for _place in range(_DIGITS):
        value, digit = divmod(value, len(_ALPHABET))
        digits.append(_ALPHABET[digit])
    return "".join(reversed(digits))


def _number(text: str) -> int:
    value = 0
    for digit in text:
        value = value * len(_ALPHABET) + _ALPHABET.index(digit)
    return value
