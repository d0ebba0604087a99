"""Any order a leader could give, and any fact a log could hold, for the lesson with every step form."""

from dataclasses import fields
from types import ModuleType
from typing import Any, get_args

from hypothesis import strategies as st

from facilitator.session import facts as f
from facilitator.session import orders as o
from tests.session.builder import every_form, other_forms

STEPS = st.sampled_from([s.id for s in every_form()])
OTHER_STEPS = st.sampled_from([s.id for s in other_forms()])
NAMES = st.one_of(STEPS, OTHER_STEPS, st.sampled_from(["", "finns-inte", "own-1"]))
CARDS = st.sampled_from(["kort-1", "kort-2", "kort-4", "own-1", "own-2", "finns-inte"])
TEXTS = st.one_of(
    st.sampled_from(["Vi lyssnar.", "Hälsa", "hälsa", "Kort 1", "  "]),
    st.text(max_size=40),
    st.just("x" * 301),
)
NUMBERS = st.integers(-2, 7)
LEVELS = st.lists(NUMBERS, max_size=3).map(tuple)
SOME_TEXTS = st.lists(TEXTS, max_size=10).map(tuple)
COLUMNS = st.lists(SOME_TEXTS, max_size=5).map(tuple)
TERMS = st.sampled_from(["askadare", "norm", "finns-inte"])


def among(kind: Any) -> st.SearchStrategy[Any]:
    """One of the values of a closed type."""
    return st.sampled_from(get_args(kind))


_BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    "step": NAMES, "to": NAMES, "card": CARDS, "text": TEXTS, "level": NUMBERS, "corner": NUMBERS, "term": TERMS,
    "count": st.integers(-1, 30), "value": st.integers(-1, 100), "also": st.booleans(), "shown": st.booleans(),
    "salt": st.sampled_from(["5a17", ""]), "cover": among(f.Cover), "field": among(f.Field),
    "column": among(f.Column), "form": among(f.Form), "levels": LEVELS,
    "gap_s": st.integers(-5, 90_000), "gap_ms": st.integers(-5, 900_000),
    "complete": st.booleans(), "rehearsal": st.booleans(), "people": st.integers(-1, 120), "length": st.just(50),
    "lesson": st.just("mvp-02"), "lesson_hash": st.just("ab12"), "group": st.sampled_from(["6B", ""]),
    "cut_s": st.lists(st.sampled_from([0, 0, 30, 60, 120, 600, -5]), max_size=14).map(tuple),
    "at_ms": st.sampled_from([0, -1, 1_200_000, 2_400_000, 2_900_000, 10**9]), "ago_s": st.integers(-5, 900),
    "minutes": st.integers(-2, 200),
    "item": st.sampled_from(["lapp-1", "lapp-2", "lapp-4", "", "finns-inte"]), "place": NUMBERS, "role": NUMBERS,
    "spot": st.sampled_from(["barn-1", "barn-3", "finns-inte"]), "size": st.integers(0, 10), "digest": st.just("ab12"), "name": st.just("seats_moved"), "number": st.integers(1, 3), "data": st.just({}),
    "session": st.sampled_from(["P0", ""]), "title": st.just("Vad är våld?"), "started": st.just("2026-11-14T09:20:00Z"),
    "stopped_after": NUMBERS, "steps": NUMBERS, "passed": st.lists(NAMES, max_size=5).map(tuple),
    "entries": st.lists(st.lists(st.integers(0, 40), max_size=3).map(tuple), max_size=3).map(tuple),
    "rules": SOME_TEXTS, "parked": SOME_TEXTS, "word": st.sampled_from(["", "mod"]),
    "cards": st.lists(st.tuples(TEXTS, st.just(("latent", "finns-inte")), LEVELS), max_size=25).map(tuple),
    "texts": st.lists(st.tuples(NAMES, st.sampled_from(["boxes", "board", "mind-map"]), COLUMNS), max_size=3).map(tuple),
}  # fmt: skip


def reason_of(cls: type[Any]) -> st.SearchStrategy[Any]:
    """Any reason code of a fact or an order that has one."""
    return among(next(one.type for one in fields(cls) if one.name == "reason"))


def built(cls: type[Any]) -> st.SearchStrategy[Any]:
    """Any value of a fact or an order."""
    names = [one.name for one in fields(cls)]
    return st.builds(cls, **{n: reason_of(cls) if n == "reason" else _BY_NAME[n] for n in names})


def kinds(module: ModuleType, base: type[Any]) -> list[type[Any]]:
    """Every kind of order or fact that a module declares."""
    return [v for v in vars(module).values() if isinstance(v, type) and issubclass(v, base) and v is not base]


_RARE = (o.End, o.FinishLog, o.Skip)
ORDERS = st.one_of(
    st.just(o.Next()),
    *(built(cls) for cls in kinds(o, o.Order) if cls not in _RARE),
    *(built(cls) for cls in _RARE),
)
FACTS = st.one_of(*(built(cls) for cls in kinds(f, f.Fact)))


def plain_values() -> st.SearchStrategy[dict[str, object]]:
    """Data as JSON may hold it, with the names that facts have."""
    leaves = st.one_of(
        st.none(), st.booleans(), st.integers(-3, 3), st.floats(allow_nan=False), STEPS, st.text(max_size=3)
    )
    value = st.one_of(leaves, st.lists(leaves, max_size=2), st.dictionaries(st.just("x"), leaves, max_size=1))
    names = st.sampled_from(
        ["step", "count", "card", "levels", "column", "text", "cover", "reason", "to", "value"]
    )
    return st.dictionaries(names, value, max_size=3)
