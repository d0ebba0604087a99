"""Looks for personal data in a free note, so that the program can ask before it is kept; it warns, never blocks.

What it cannot see: names in lower case, uncommon names or names that are also words that begin a sentence, telephone numbers without an area
code, and anything after the first 2,000 characters. Each part reads the text once: every pattern is free of
nested repeats and every inner loop has a fixed bound, so that no text can make it slow.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from facilitator import paths
from facilitator.i18n import _

MOST_READ: Final = 2000
"""Characters read; the rest of a longer text is not looked at."""


class Kind(StrEnum):
    """What a finding looks like."""

    PERSONAL_NUMBER = "personal-number"
    PHONE = "phone"
    EMAIL = "email"
    HANDLE = "handle"
    STREET = "street"
    NAME = "name"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Characters `start` up to `end` of the text look like personal data."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of digits or letters, and where it stands."""

    text: str
    start: int
    end: int


def scan(text: str) -> list[Finding]:
    """Return what looks like personal data in the first 2,000 characters of `text`, in reading order."""
    plain, places = _plain(text[:MOST_READ])
    found: list[Finding] = []
    for finding in (
        *_birthdays(plain),
        *_numbers(plain),
        *_addresses(plain),
        *_streets(plain),
        *_names(plain),
    ):
        if not any(finding.start < other.end and other.start < finding.end for other in found):
            found.append(finding)
    return sorted(Finding(places[one.start], places[one.end - 1] + 1, one.kind) for one in found)


def told(words: str, kind: Kind) -> str:
    """Return what was found and what it looks like."""
    return _("“{words}” – {problem}").format(words=words, problem=explanation(kind))


def explanation(kind: Kind) -> str:
    """Return one short sentence that says what was found, in the interface language."""
    sentences = {
        Kind.PERSONAL_NUMBER: _("This looks like a personal identity number."),
        Kind.PHONE: _("This looks like a telephone number."),
        Kind.EMAIL: _("This looks like an e-mail address."),
        Kind.HANDLE: _("This looks like someone’s account name."),
        Kind.STREET: _("This looks like a home address."),
        Kind.NAME: _("This may be someone’s name."),
    }
    return sentences[kind]


_ODD: Final = re.compile("[^\n -~åäöÅÄÖ]")
"""All but the letters that stay as they are; a note in Swedish holds few others."""


def _plain(text: str) -> tuple[str, list[int]]:
    """Return `text` with plain digits, dashes and spaces and nothing invisible, and where each letter came from."""
    letters: list[str] = []
    places: list[int] = []
    done = 0
    for odd in _ODD.finditer(text):
        place, original = odd.start(), odd.group()
        letters += text[done:place]
        places += range(done, place)
        done = place + 1
        folded = unicodedata.normalize("NFKC", original)
        letter = folded if len(folded) == 1 else original
        category = unicodedata.category(letter)
        if category == "Cf":
            continue
        if category == "Mn" and letters:
            whole = unicodedata.normalize("NFC", letters[-1] + letter)
            if len(whole) == 1:
                letters[-1] = whole
                continue
        if category == "Nd":
            letter = str(unicodedata.digit(letter))
        elif category == "Pd" or letter == "\N{MINUS SIGN}":
            letter = "-"
        elif category == "Zs" or letter == "\t":
            letter = " "
        letters.append(letter)
        places.append(place)
    letters += text[done:]
    places += range(done, len(text))
    return "".join(letters), places


# ---- numbers ----

_DIGITS: Final = re.compile(r"[0-9]+")
_BETWEEN_DIGITS: Final = frozenset(" ().+/-")
_WIDEST_GAP: Final = 3
_SERVICE_NUMBERS: Final = (
    "020",
    "077",
)  # free or shared cost: help lines and switchboards, never a person's own


_HALF_A_NUMBER: Final = re.compile(
    r"(?<![0-9])((?:18|19|20)?[0-9]{6}) ?[+-] ?(?:[A-ZÅÄÖ][A-ZÅÄÖ0-9][0-9]{2}|[xX*]{4})(?!\w)"
)


def _birthdays(text: str) -> Iterator[Finding]:
    """Yield days of birth with letters in place of the last digits: the temporary number of a pupil who is new in the country
    (140512-TF01), or a number that somebody has half hidden (140512-XXXX)."""
    for match in _HALF_A_NUMBER.finditer(text):
        if _is_birthday(match[1]):
            yield Finding(match.start(), match.end(), Kind.PERSONAL_NUMBER)


def _numbers(text: str) -> Iterator[Finding]:
    """Yield personal identity numbers and telephone numbers."""
    for groups in _digit_chains(text):
        index = 0
        while index < len(groups):
            for kind, end in (
                (Kind.PERSONAL_NUMBER, _personal_number_end(text, groups, index)),
                (Kind.PHONE, _phone_end(text, groups, index)),
            ):
                if end > index:
                    start = groups[index].start
                    opening = text[max(0, start - 1) : start] in ("+", "(")
                    yield Finding(start - opening, groups[end - 1].end, kind)
                    index = end
                    break
            else:
                index = max(index + 1, _date_end(groups, index))


def _digit_chains(text: str) -> Iterator[list[_Piece]]:
    """Yield digit groups that stand so close that they may be one number."""
    chain: list[_Piece] = []
    for match in _DIGITS.finditer(text):
        if chain:
            gap = text[chain[-1].end : match.start()]
            if len(gap) > _WIDEST_GAP or not _BETWEEN_DIGITS.issuperset(gap):
                yield chain
                chain = []
        chain.append(_Piece(match.group(), match.start(), match.end()))
    if chain:
        yield chain


def _personal_number_end(text: str, groups: list[_Piece], first: int) -> int:
    """Return the index after the groups that make a personal identity or coordination number, or `first`.

    Written with its dash, a date and four digits are enough: a number with a slip of the pen still points someone out.
    """
    if _has_the_form(text, groups[first : first + 2]):
        return first + 2
    digits = ""
    for index in range(first, len(groups)):
        digits += groups[index].text
        if len(digits) > 12:
            break
        if _is_personal_number(digits):
            return index + 1
    return first


def _has_the_form(text: str, groups: list[_Piece]) -> bool:
    """Tell whether two groups read as a day of birth, a dash and four digits."""
    if [len(group.text) for group in groups] not in ([6, 4], [8, 4]):
        return False
    return text[groups[0].end : groups[1].start].strip() in ("-", "+") and _is_birthday(groups[0].text)


def _is_birthday(digits: str) -> bool:
    """Tell whether six or eight digits are a day, also one raised by 60 as in a coordination number."""
    if len(digits) == 8 and digits[:2] not in ("18", "19", "20"):
        return False
    month, day = int(digits[-4:-2]), int(digits[-2:])
    return 1 <= month <= 12 and 1 <= (day - 60 if day > 60 else day) <= 31


def _is_personal_number(digits: str) -> bool:
    if len(digits) not in (10, 12) or not _is_birthday(digits[:-4]):
        return False
    ten = digits[-10:]
    doubled = (int(digit) * (2 - index % 2) for index, digit in enumerate(ten))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def _phone_end(text: str, groups: list[_Piece], first: int) -> int:
    """Return the index after the groups that make a telephone number, or `first`."""
    start = groups[first].start
    before = text[max(0, start - 1) : start]
    if first and before in ("-", "/", "."):
        return first
    if _date_end(groups, first) > first:
        return first
    digits, dotted, best = "", False, first
    for index in range(first, len(groups)):
        if index > first:
            dotted = dotted or "." in text[groups[index - 1].end : groups[index].start]
        digits += groups[index].text
        if len(digits) > 15:
            break
        taken = groups[first : index + 1]
        if _is_phone(digits, before == "+", len(groups[first].text), dotted) and not _is_time_span(taken):
            best = index + 1
    return best


def _is_phone(digits: str, plus: bool, first_length: int, dotted: bool) -> bool:
    length = len(digits)
    if digits.startswith("07") and not digits.startswith(_SERVICE_NUMBERS):
        return length == 10
    if dotted:
        return False
    if plus:
        return 9 <= length <= 15
    if digits.startswith("00"):
        return 11 <= length <= 15 and digits[2] != "0"
    if not digits.startswith("0") or digits.startswith(_SERVICE_NUMBERS):
        return False
    return 8 <= length <= 10 and (2 <= first_length <= 4 or first_length == length)


def _date_end(groups: list[_Piece], first: int) -> int:
    """Return the index after a written date (2026-09-01, 01/09 2026), or `first` where none stands."""
    three = groups[first : first + 3]
    shape = [len(group.text) for group in three]
    if shape not in ([4, 2, 2], [2, 2, 4]):
        return first
    month, other = int(three[1].text), int(three[2 if shape[0] == 4 else 0].text)
    return first + 3 if 1 <= month <= 12 and 1 <= other <= 31 else first


def _is_time_span(groups: list[_Piece]) -> bool:
    """Tell whether the groups read as from–to on the clock: 0800-0850 or 08 00-08 50."""
    digits = "".join(group.text for group in groups)
    if [len(group.text) for group in groups] not in ([4, 4], [2, 2, 2, 2]):
        return False
    return all(int(digits[at : at + 2]) < 24 and int(digits[at + 2 : at + 4]) < 60 for at in (0, 4))


# ---- addresses and account names ----

_AT: Final = re.compile(r"@| ?[(\[] ?(?:at|snabel-?a) ?[)\]] ?", re.IGNORECASE)
_IN_ADDRESS: Final = frozenset("._%+-")
_ACCOUNT: Final = re.compile(
    r"\b(?:insta|instagram|snap|snapchat|tiktok|discord|roblox)(?:en)? ?[:=] ?([\w.]{3,40})", re.IGNORECASE
)

_PROFILE: Final = re.compile(
    r"\b(?:facebook|instagram|snapchat|tiktok|linkedin)\.com/(?:add/|in/)?\w[\w.-]{1,60}\w", re.IGNORECASE
)
"""A link to somebody's own page; of a film (youtube) it would say nothing about a person."""


def _addresses(text: str) -> Iterator[Finding]:
    """Yield e-mail addresses and account names."""
    for match in _AT.finditer(text):
        start, end = match.start(), match.end()
        while start > 0 and match.start() - start < 64 and _is_address_letter(text[start - 1]):
            start -= 1
        while end < len(text) and end - match.end() < 255 and _is_address_letter(text[end]):
            end += 1
        domain = text[match.end() : end].rstrip("._%+-")
        end = match.end() + len(domain)
        if start < match.start() and "." in domain:
            yield Finding(start, end, Kind.EMAIL)
        elif match.group() == "@" and len(domain) >= 2:
            yield Finding(start, end, Kind.HANDLE)
    for match in _ACCOUNT.finditer(text):
        if any(letter.isdigit() or letter in "_." for letter in match.group(1).rstrip(".")):
            yield Finding(match.start(1), match.end(1), Kind.HANDLE)
    for match in _PROFILE.finditer(text):
        yield Finding(match.start(), match.end(), Kind.HANDLE)


def _is_address_letter(letter: str) -> bool:
    return letter.isalnum() or letter in _IN_ADDRESS


# ---- streets ----

_STREET: Final = re.compile(
    r"\b[^\W\d_]{2,30}(?:gatan|vägen|gränd|gränden|stigen|torget|allén|backen|liden|stråket)(?: nr)? ?[0-9]{1,3}[A-Za-z]?\b"
    r"|\b[A-ZÅÄÖ][^\W\d_]{1,30}s (?:väg|gata|gränd|allé|backe) [0-9]{1,3}[A-Za-z]?\b"
)


def _streets(text: str) -> Iterator[Finding]:
    """Yield street names with a number: Storgatan 5, Storgatan 5B, Hågelbys väg 12."""
    for match in _STREET.finditer(text):
        yield Finding(match.start(), match.end(), Kind.STREET)


# ---- names ----

_WORD: Final = re.compile(r"[^\W\d_]+")
_ENDS_SENTENCE: Final = frozenset(".!?:…\n\r•*(")
_QUOTES: Final = frozenset("\"'”“’„»«")

_ABBREVIATIONS: Final = frozenset("bl ca dvs ex exkl fd fr inkl jfr kl nr resp t tex".split())

_NOT_NAMES: Final = frozenset(
    # weekdays, months, feasts
    """måndag tisdag onsdag torsdag fredag lördag söndag januari februari mars april maj juni juli augusti september
    oktober november december jul jullov påsk påsklov sportlov höstlov lov eid ramadan pride lucia advent
    sverige svenska svensk engelska arabiska somaliska finska norge danmark finland europa norden
    stockholm botkyrka alby fittja hallunda norsborg tumba tullinge storvreta grödinge södertälje huddinge
    bris friends bup mvp taget tåget mentors violence prevention rädda barnen jourhavande kompis kvinnofridslinjen
    kvinnofrid unizon mind umo killar skolverket socialstyrelsen socialtjänsten socialtjänst polisen polis
    skolinspektionen elevhälsan elevhälsa kommunen länsstyrelsen barnombudsmannen barnkonventionen lgr
    instagram snapchat snap tiktok discord roblox youtube google teams excel word windows internet wifi
    pass steg scenario scenariot grupp klass åk årskurs bilaga sida kap kapitel fråga del version plan tema
    kill tjej våldspyramiden pyramiden åskådare åskådaren handboken rektor kurator mentor mentorer idag uppföljning
    dnr nr beslut sal röda korset
    bikupa epa fyra hörn linjen heta stolen vad norm normer jag du ni vi de gud jesus allah islam koranen bibeln""".split()
)

_OF_PLACES: Final = ("skola", "skolan", "nämnd", "nämnden", "förvaltning", "förvaltningen")
"""How the names of schools and authorities end, and no person's."""


@cache
def _given_names() -> frozenset[str]:
    """Names that are common in Sweden and no other words, in lower case; read when the first note is looked at."""
    lines = (paths.resources_dir() / "names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _names(text: str) -> Iterator[Finding]:
    """Yield capitalised words that begin no sentence, and common given names anywhere; neighbours as one."""
    name: _Piece | None = None
    before: _Piece | None = None
    for match in _WORD.finditer(text):
        word = _Piece(match.group(), match.start(), match.end())
        gap = text[before.end : word.start] if before else ""
        continues = name is not None and gap in (" ", "-")
        if _is_name(word.text, continues, gap, before):
            start = name.start if name and continues else word.start
            if name and not continues:
                yield Finding(name.start, name.end, Kind.NAME)
            name = _Piece(text[start : word.end], start, word.end)
        elif name:
            yield Finding(name.start, name.end, Kind.NAME)
            name = None
        before = word
    if name:
        yield Finding(name.start, name.end, Kind.NAME)


def _is_name(word: str, continues: bool, gap: str, before: _Piece | None) -> bool:
    if len(word) < 2 or not (word[0].isupper() and word[1:].islower()):
        return False
    forms = {word.lower(), word.lower().removesuffix("s")}
    if forms & _given_names():
        return True
    if forms & _NOT_NAMES or (gap == "-" and not continues) or any(one.endswith(_OF_PLACES) for one in forms):
        return False
    return before is not None and not _begins_sentence(gap, before.text)


def _begins_sentence(gap: str, word_before: str) -> bool:
    if gap.startswith(".") and gap.strip() == "." and word_before.lower() in _ABBREVIATIONS:
        return False
    return not _ENDS_SENTENCE.isdisjoint(gap) or gap[-1:] in _QUOTES
