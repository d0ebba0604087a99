"""A page's mirror image, for what is read from right to left; letters, icons and pictures themselves are not turned."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from facilitator.ui.stage.items import Item, Shape, Words
from facilitator.ui.stage.page import Page


def mirror(page: Page, first: int) -> None:
    """Move the items from number `first` on, and all that can be touched, to the other side of the page."""
    width = page.size.width()
    page.items[first:] = [_item(item, width) for item in page.items[first:]]
    page.hits = [replace(one, rect=_rect(one.rect, width)) for one in page.hits]


def _item(item: Item, width: float) -> Item:
    match item:
        case Words(block=block, at=at):
            return replace(item, at=QPointF(width - at.x() - block.width, at.y()))
        case Shape(path=path):
            return replace(item, path=QTransform(-1, 0, 0, 1, width, 0).map(path))
        case _:
            return replace(item, rect=_rect(item.rect, width))


def _rect(rect: QRectF, width: float) -> QRectF:
    return QRectF(width - rect.right(), rect.top(), rect.width(), rect.height())
