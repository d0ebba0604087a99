"""What a digit, a key or a touched place means in the step's exercise."""

from facilitator.content import model
from facilitator.session import orders as o
from facilitator.session import work as w
from facilitator.session.state import Session
from facilitator.ui.stage.page import Hit


def by_digit(session: Session, digit: int, *, shift: bool) -> o.Order | None:
    """The order of a digit 1–5; None when digits choose a step."""
    match session.current.stage:
        case model.Pyramid():
            return o.PlaceCard(digit, also=shift)
        case model.Sorting():
            return o.PutItem(digit)
        case _:
            return None


def by_top_key(session: Session) -> o.Order:
    """What is shown by the key that shows the top: in a sorting the fact behind the card."""
    return o.ExplainItem() if isinstance(session.current.stage, model.Sorting) else o.ShowTop()


def by_hit(session: Session, hit: Hit) -> o.Order | None:
    """The order of a touched place; None when the place means nothing in this step."""
    match session.current.stage, hit.kind:
        case model.Pyramid(), "level":
            return o.PlaceCard(int(hit.value))
        case model.Pyramid(), "card":
            return o.TakeCard(hit.value)
        case model.Sorting(), "place":
            return o.PutItem(int(hit.value))
        case model.Sorting(), "item":
            return o.TakeItem(hit.value) if hit.value else o.ExplainItem()
        case model.BystanderPicture() as stage, "spot":
            return _mark(session, stage, hit.value)
        case _:
            return None


def _mark(session: Session, stage: model.BystanderPicture, spot: str) -> o.Order:
    """The person's next role; after the last one, none."""
    now = session.work[session.current.id].now
    role = now.roles.get(spot, 0) if isinstance(now, w.Spots) else 0
    return o.MarkSpot(spot, min(role + 1, len(stage.roles)))
