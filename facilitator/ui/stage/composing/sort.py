"""Slides of sorting."""

from typing import Any, Final

from facilitator.content import model
from facilitator.session import work as w
from facilitator.session.exercises import item_in_hand
from facilitator.session.state import Session
from facilitator.ui.stage import slide as s


def sorting(
    _session: Session, stage: model.Sorting, work: w.Sorted, revealed: int, frame: s.Frame
) -> s.Sorting:
    """The cards where they lie; right or wrong is only told by the fact behind a card."""
    known = {item.id: item for item in stage.items}
    heaps = tuple(
        s.Heap(name, tuple(_item(known[i]) for i, on in work.put.items() if on == n and i in known))
        for n, name in enumerate(stage.places, start=1)
    )
    ended = bool(stage.ending) and revealed > 0
    told = known.get(work.told)
    hand = item_in_hand(stage, work) if told is None and not ended else None
    return s.Sorting(
        frame=frame,
        question=stage.question,
        ending=stage.ending,
        ended=ended,
        hand=_item(hand) if hand else None,
        heaps=heaps,
        stairs=stage.shape == "stairs",
        why=_why(stage, told) if told else None,
    )


def _item(item: model.SortItem) -> s.Item:
    return s.Item(item.id, item.text, item.icon)


def _why(stage: model.Sorting, item: model.SortItem) -> s.Why:
    place = stage.places[item.answer - 1] if item.answer else ""
    return s.Why(_item(item), place, item.fact, item.source)


COMPOSERS: Final[dict[type[Any], Any]] = {model.Sorting: sorting}
