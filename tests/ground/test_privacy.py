"""The scanner finds what could point out a person, leaves ordinary notes alone, and cannot be made slow."""

import random
import re
import sys
import time
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import privacy
from facilitator.privacy import MOST_READ, Finding, Kind, explanation, scan

FRAMES = (
    "{}",
    "Eleven {} var med.",
    "pnr:{}",
    "Ring {} efter lektionen, kl. 14.",
    "se {}; annars inget",
    "({})",
    "Steg 4 tog 12 min. {}",
    "\n{}\n",
)


def personal_number(dice: random.Random, coordination: bool) -> str:
    """A made-up personal identity number with a right check digit, written in one of the ways people write it."""
    year, month = dice.randint(1940, 2025), dice.randint(1, 12)
    day = dice.randint(1, 28) + (60 if coordination else 0)
    nine = f"{year % 100:02}{month:02}{day:02}{dice.randint(0, 999):03}"
    total = sum(sum(divmod(int(digit) * (2 - place % 2), 10)) for place, digit in enumerate(nine))
    ten = nine + str(-total % 10)
    century = dice.choice(("", str(year // 100)))
    date, last = century + ten[:6], ten[6:]
    dashes = ("-", "–", "−", "\u2011", "+", " ", "", " - ", "\u00a0", "\u200b-")
    if century and dice.random() < 0.2:
        date = f"{date[:4]}-{date[4:6]}-{date[6:]}"
    return date + dice.choice(dashes) + last


def phone(dice: random.Random) -> str:
    """A made-up Swedish telephone number, mobile or landline, written in one of the ways people write it."""
    digits = "".join(dice.choices("0123456789", k=7))
    one, two, three = digits[:3], digits[3:5], digits[5:]
    mobile = dice.choice(("70", "72", "73", "76", "79"))
    return dice.choice(
        (
            f"0{mobile}-{one} {two} {three}",
            f"0{mobile}{digits}",
            f"0{mobile}-{digits}",
            f"0{mobile} {digits[:2]} {digits[2:4]} {digits[4:]}",
            f"0{mobile}/{digits}",
            f"0{mobile}.{one}.{two}.{three}",
            f"+46 {mobile} {one} {two} {three}",
            f"+46{mobile}{digits}",
            f"+46 (0){mobile}-{one} {two} {three}",
            f"0046 {mobile} {one} {two} {three}",
            f"08-{one} {digits[3:]}",
            f"08{digits}",
            f"(08) {one} {two} {three}",
            f"018-{digits[:2]} {digits[2:4]} {digits[4:6]}",
            f"0152-{digits[:5]}",
        )
    )


def e_mail(dice: random.Random) -> str:
    """A made-up e-mail address."""
    name = dice.choice(("anna", "bo.ek", "åsa_ö", "x", "kalle-p", "e.l.e.v123"))
    at = dice.choice(("@", "@", "@", " (at) ", "[at]", "＠"))
    return name + at + dice.choice(("skola.se", "edu.botkyrka.se", "mail.example", "räksmörgås.nu"))


def found_share(kind: Kind, made: list[str]) -> float:
    frames = [FRAMES[number % len(FRAMES)].format(text) for number, text in enumerate(made)]
    return sum(any(one.kind is kind for one in scan(text)) for text in frames) / len(made)


@pytest.mark.parametrize("coordination", [False, True], ids=["personnummer", "samordningsnummer"])
def test_that_personal_numbers_are_found(coordination: bool) -> None:
    dice = random.Random(1)
    assert (
        found_share(Kind.PERSONAL_NUMBER, [personal_number(dice, coordination) for _ in range(2500)]) >= 0.999
    )


def test_that_telephone_numbers_are_found() -> None:
    dice = random.Random(2)
    made = [phone(dice) for _ in range(2500)]
    frames = [FRAMES[number % len(FRAMES)].format(text) for number, text in enumerate(made)]
    seen = [any(one.kind in (Kind.PHONE, Kind.PERSONAL_NUMBER) for one in scan(text)) for text in frames]
    missed = [text for text, found in zip(frames, seen, strict=True) if not found]
    assert len(missed) <= 0.02 * len(made), missed[:10]


def test_that_e_mail_addresses_are_found() -> None:
    dice = random.Random(3)
    assert found_share(Kind.EMAIL, [e_mail(dice) for _ in range(2000)]) >= 0.98


def test_that_most_random_ten_digit_numbers_are_no_personal_numbers() -> None:
    dice = random.Random(4)
    made = ["".join(dice.choices("123456789", k=10)) for _ in range(5000)]
    assert found_share(Kind.PERSONAL_NUMBER, made) <= 0.03


def ordinary_notes() -> Iterator[str]:
    """Notes as leaders write them, with the numbers that belong in them."""
    dice = random.Random(5)
    sentences = (
        "Steg {a} tog {b} min i stället för {c}.",
        "{b} av {c} ställde sig i hörnet ”Håller med”.",
        "Kl {h}.{m}–{h2}.{m} var vi klara.",
        "Passet {y}-{mm}-{dd} flyttades till {dd2}/{mm}.",
        "Vi hann inte runda {a}, tar den nästa gång.",
        "Grupp 6B-h{a} fortsätter på onsdag vecka {w}.",
        "Bra samtal om åskådare. MVP passar gruppen.",
        "Vi visade Bris 116 111 och 112, och Kvinnofridslinjen 020-50 50 50.",
        "Inga frågor. Max tio minuter kvar.",
        "Per grupp: {a} kort. Sal {c}.",
        "Skolans dnr {y}/{c}-{a}, se bilaga {a}.",
        "Tåget fungerade bra i Botkyrka och i Sverige i stort.",
        "Projektorn slocknade {h}:{m}. Vi började om på steg {a}.",
        "”Nej” var det vanligaste ordet (se pyramiden).",
        "Den här gången tog vi film {a}: Det som inte syns.",
        "Lektion {h}{m}-{h2}{m}, {b} elever.",
        "- Börja tidigare\n- Skriv ut fler kort\n• Ta med tejp.",
        "50/60 min. Ca {b} %. Del {a} av {b}.",
        "I slutet av passet: Vad tar ni med er? Många ord.",
        "Läsåret {y}/{y2}, vecka {w}. Tid {h}:{m} - {h2}:{m}.",
    )
    for _ in range(5000):
        hour, year = dice.randint(8, 14), dice.randint(2024, 2030)
        yield (
            dice.choice(" \n")
            .join(dice.sample(sentences, 2))
            .format(
                a=dice.randint(1, 9),
                b=dice.randint(5, 30),
                c=dice.randint(10, 300),
                h=f"{hour:02}",
                h2=f"{hour + 1:02}",
                m=f"{dice.randrange(0, 60, 5):02}",
                y=year,
                y2=year + 1,
                mm=f"{dice.randint(1, 12):02}",
                dd=f"{dice.randint(1, 28):02}",
                dd2=dice.randint(1, 28),
                w=dice.randint(33, 51),
            )
        )


@pytest.mark.slow
def test_that_ordinary_notes_raise_no_alarm() -> None:
    alarms = [(note, findings) for note in ordinary_notes() if (findings := scan(note))]
    assert len(alarms) <= 5, alarms[:5]


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("Vi pratade länge med Xerxes efteråt.", Kind.NAME, "Xerxes"),
        ("Fatima grät. Vi väntade.", Kind.NAME, "Fatima"),
        ("Kalle grät.", Kind.NAME, "Kalle"),
        ("Noor sa att pappa slår henne.", Kind.NAME, "Noor"),
        ("Bra samtal. Yonas stannade kvar.", Kind.NAME, "Yonas"),
        ("Bor på Storgatan 5 nu.", Kind.STREET, "Storgatan 5"),
        ("Hemma hos någon på Hågelbys väg 12.", Kind.STREET, "Hågelbys väg 12"),
        ("Storgatan 5", Kind.STREET, "Storgatan 5"),
        ("Bor på Storgatan 5B nu.", Kind.STREET, "Storgatan 5B"),
        ("Hemma på Hågelbys väg 12a.", Kind.STREET, "Hågelbys väg 12a"),
        ("Bor på Trädgårdsgränd 3.", Kind.STREET, "Trädgårdsgränd 3"),
        ("Ny elev, 20140512-TF01, kom sent.", Kind.PERSONAL_NUMBER, "20140512-TF01"),
        ("Se 140512-T023.", Kind.PERSONAL_NUMBER, "140512-T023"),
        ("Se 140512-XXXX.", Kind.PERSONAL_NUMBER, "140512-XXXX"),
        ("Se https://www.instagram.com/annasvensson12.", Kind.HANDLE, "instagram.com/annasvensson12"),
        ("Se facebook.com/anna.svensson nu", Kind.HANDLE, "facebook.com/anna.svensson"),
        ("Sven var sjuk.", Kind.NAME, "Sven"),
        ("Se 120203-2384.", Kind.PERSONAL_NUMBER, "120203-2384"),
        ("Se 20120203 - 2384.", Kind.PERSONAL_NUMBER, "20120203 - 2384"),
        ("Det var t.ex. Jonte som slog.", Kind.NAME, "Jonte"),
        ("Prata med Anna-Lena Åkessons mamma.", Kind.NAME, "Anna-Lena Åkessons"),
        ("Ta det med A\u030asa i morgon.", Kind.NAME, "A\u030asa"),
        ("Bilden kom från @kalle_07 i går.", Kind.HANDLE, "@kalle_07"),
        ("insta: anni.s2", Kind.HANDLE, "anni.s2"),
        ("Ring\u200b070\u200b-1234567.", Kind.PHONE, "070\u200b-1234567"),
        ("Nås på ０７０１２３４５６７.", Kind.PHONE, "０７０１２３４５６７"),
        ("Mejla \u202ementor@skola.se\u202c nu", Kind.EMAIL, "mentor@skola.se"),
    ],
)
def test_that_a_finding_marks_the_very_letters(text: str, kind: Kind, part: str) -> None:
    assert [(one.kind, text[one.start : one.end]) for one in scan(text)] == [(kind, part)]


@pytest.mark.parametrize(
    "text",
    [
        "Ring Bris 116 111 eller 077-150 50 50.",
        "2026-09-01 2026-10-01",
        "08-09 2026 10 elever",
        "Bilaga 129903-2384 och 120203-23 845",
        "Hans grupp och mina 5 kort. Dina 3 frågor. Per 6 elever. Klass 6B.",
        "Vägen 3 och gatan 5 i övningen, vår plan 3.",
        "Vi ses 0800-0850.",
        "3<5 och 10>2, @ är ett tecken",
        "Mentors in Violence Prevention på Botkyrkas skolor",
        "ANNA HADE INTE VARIT DÄR",
        "BUN Dnr 2026/123, se Beslut Nr 4 av Utbildningsnämnden",
        "Elever från Fittjaskolan och Tunaskolans åk 6 i Sal 12",
        "2026-09-14-A123 och 149912-TF01, 14 maj-T023",
        "Se https://www.youtube.com/watch?v=abc12345 och tiktok.com",
    ],
)
def test_that_numbers_and_words_of_the_work_are_left_alone(text: str) -> None:
    assert scan(text) == []


def test_that_the_letters_read_as_they_are_need_no_folding() -> None:
    letters = privacy._ODD.sub("", "".join(map(chr, range(0x300))))  # all that the pattern names lie in there
    assert len(letters) == 1 + 95 + 6
    assert all(unicodedata.is_normalized("NFKC", letter) for letter in letters)
    assert {unicodedata.category(letter) for letter in letters}.isdisjoint({"Cf", "Mn"})
    kinds = {
        kind: [one for one in letters if unicodedata.category(one) == kind] for kind in ("Nd", "Pd", "Zs")
    }
    assert kinds == {"Nd": list("0123456789"), "Pd": ["-"], "Zs": [" "]}


def test_that_only_the_first_characters_are_read() -> None:
    assert scan("a" * MOST_READ + " 070-123 45 67") == []
    assert scan(" " * (MOST_READ - 13) + "070-123 45 67") != []


@given(st.text(max_size=400))
def test_that_findings_lie_in_the_text_in_order_and_apart(text: str) -> None:
    findings = scan(text)
    assert all(0 <= one.start < one.end <= len(text) for one in findings)
    assert all(one.end <= other.start for one, other in pairwise(findings))


@pytest.mark.parametrize("kind", list(Kind))
def test_that_each_kind_is_explained(kind: Kind, english: None) -> None:
    assert explanation(kind).endswith(".")


HOSTILE = {
    "zeros": "0" * 50_000,
    "nines": "19" * 25_000,
    "spaced zeros": "0 " * 25_000,
    "plus": "+" * 50_000,
    "gaps": "0" + "-" * 50_000,
    "mail": "a" * 25_000 + "@" + "b." * 12_500,
    "many at": "a@" * 25_000,
    "dots": "a." * 25_000 + "@",
    "brackets": "(at" * 17_000,
    "names": "Aa " * 17_000,
    "hyphens": "Aa-" * 17_000,
    "word": "A" + "a" * 50_000,
    "accounts": "snap: " * 9_000,
    "marks": "a" + "\u0301" * 50_000,
    "invisible": "\u200b" * 50_000,
    "bidi": "\u202e\u2066" * 25_000,
}


def steps_taken(text: str) -> int:
    """Lines and returns run inside the scanner: the size of its work, whatever the machine's speed."""
    count = 0

    def watch(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        if frame.f_code.co_filename != privacy.__file__:
            return None
        count += 1
        return watch

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        scan(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_that_hostile_texts_take_steps_in_proportion_to_their_length(text: str) -> None:
    half, whole = steps_taken(text[: MOST_READ // 2]), steps_taken(text[:MOST_READ])
    assert whole <= 2.5 * half + 200
    assert steps_taken(text) == whole, "what lies after the limit costs nothing"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_that_hostile_texts_are_read_in_fifty_milliseconds(text: str) -> None:
    best = float("inf")
    for _ in range(5):
        begun = time.process_time()
        scan(text)
        best = min(best, time.process_time() - begun)
    assert best <= 0.05


def repeats_inside_repeats(pattern: str) -> bool:
    """Tell whether an unbounded repeat holds another: the shape that makes a pattern hang."""
    parser = re._parser  # type: ignore[attr-defined]

    def depth(node: Any) -> int:
        if isinstance(node, parser.SubPattern):
            return max((depth(item) for item in node.data), default=0)
        if isinstance(node, tuple) and len(node) == 2 and str(node[0]) in ("MAX_REPEAT", "MIN_REPEAT"):
            unbounded = node[1][1] is parser.MAXREPEAT
            return unbounded + depth(node[1][2])
        if isinstance(node, tuple | list):
            return max((depth(item) for item in node), default=0)
        return 0

    return depth(parser.parse(pattern)) > 1


def test_that_no_pattern_can_hang() -> None:
    patterns = [one.pattern for one in vars(privacy).values() if isinstance(one, re.Pattern)]
    assert len(patterns) >= 4
    assert repeats_inside_repeats(r"(a+b?)+"), "the check itself sees the bad shape"
    assert [pattern for pattern in patterns if repeats_inside_repeats(pattern)] == []


def test_that_findings_sort_by_place() -> None:
    assert Finding(1, 2, Kind.PHONE) < Finding(3, 4, Kind.EMAIL)
