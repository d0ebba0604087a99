"""What a digit, a key or a touched place means in the step's exercise.

No card is put anywhere unseen: while the pupils see something else than the card in hand (a fact, one form of violence,
the last question), the first touch brings it back and the next one puts it.
"""

from facilitator.content import model
from facilitator.session import orders as o
from facilitator.session import work as w
from facilitator.session.exercises import in_hand, item_in_hand
from facilitator.session.state import Session
from facilitator.ui.stage.page import Hit


def by_digit(session: Session, digit: int, *, shift: bool) -> o.Order | None:
    """The order of a digit 1–5; None when digits choose a step."""
    match session.current.stage:
        case model.Pyramid():
            return _card_back(session, also=shift) or o.PlaceCard(digit, also=shift)
        case model.Sorting():
            return _item_back(session) or o.PutItem(digit)
        case _:
            return None


def by_top_key(session: Session) -> o.Order:
    """What is shown by the key that shows the top: in a sorting the fact behind the card."""
    return o.ExplainItem() if isinstance(session.current.stage, model.Sorting) else o.ShowTop()


def by_hit(session: Session, hit: Hit) -> o.Order | None:
    """The order of a touched place; None when the place means nothing in this step."""
    match session.current.stage, hit.kind:
        case model.Pyramid(), "level":
            return _card_back(session) or o.PlaceCard(int(hit.value))
        case model.Pyramid(), "card":
            return o.TakeCard(hit.value)
        case model.Sorting(), "place":
            return _item_back(session) or o.PutItem(int(hit.value))
        case model.Sorting(), "item":
            return o.TakeItem(hit.value) if hit.value else o.ExplainItem()
        case model.BystanderPicture() as stage, "spot":
            return _mark(session, stage, hit.value)
        case _:
            return None


def _card_back(session: Session, *, also: bool = False) -> o.Order | None:
    """What brings the pyramid's card in hand back into sight; None when it is seen, or another one is meant: with `also`
    the one just placed."""
    stage, now = session.current.stage, session.work[session.current.id].now
    if not isinstance(stage, model.Pyramid) or not isinstance(now, w.Pyramid):
        return None
    if in_hand(stage, now) is None or (also and now.placed and not now.hand):
        return None
    if now.form:
        return o.ChooseForm("")
    return o.Back() if stage.ending and session.revealed else None


def _item_back(session: Session) -> o.Order | None:
    """What brings the card to sort back into sight; None when it is seen."""
    stage, now = session.current.stage, session.work[session.current.id].now
    if not isinstance(stage, model.Sorting) or not isinstance(now, w.Sorted):
        return None
    if now.told:
        return o.ExplainItem()
    return o.Back() if stage.ending and session.revealed and item_in_hand(stage, now) is not None else None


def _mark(session: Session, stage: model.BystanderPicture, spot: str) -> o.Order:
    """The person's next role; after the last one, none."""
    now = session.work[session.current.id].now
    role = now.roles.get(spot, 0) if isinstance(now, w.Spots) else 0
    return o.MarkSpot(spot, min(role + 1, len(stage.roles)))
