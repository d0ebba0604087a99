"""How groups stood to a statement the first time and the last: counts of hands, never of a person."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QComboBox

from facilitator.i18n import _, ngettext, percentage
from facilitator.ui.desk.follow.ports import AnswersView
from facilitator.ui.parts import dates
from facilitator.ui.parts.picking import Picking
from facilitator.ui.parts.pictured import Pictured, small_table
from facilitator.ui.parts.shares import Share, Shares

LEAST_LETTERS: Final = 32


class BeforeAfter(Pictured):
    """One statement at a time."""

    def __init__(self) -> None:
        self._views: tuple[AnswersView, ...] = ()
        name = _("Answers before and after")
        self._shares = Shares(name)
        table = small_table(name, (_("Answer"), _("The first time"), _("The last time")))
        super().__init__(_("Before and after"), self._shares, table, LEAST_LETTERS)
        self.statement = Picking()
        self.statement.setAccessibleName(_("Statement"))
        self.statement.setProperty("scale", "small")
        self.statement.setMinimumContentsLength(LEAST_LETTERS // 2)
        self.statement.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.statement.activated.connect(self._show)
        self.column.insertWidget(1, self.statement)

    def show_answers(self, views: Sequence[AnswersView]) -> None:
        """Show other statements; the one that was chosen stays chosen."""
        before = self.statement.currentText()
        self._views = tuple(views)
        self.statement.clear()
        self.statement.addItems([view.text for view in views])
        self.statement.setCurrentIndex(max(0, self.statement.findText(before)) if views else -1)
        self.statement.setVisible(bool(views))
        self.show_switch(shown=bool(views))
        self._show()

    def _show(self) -> None:
        place = self.statement.currentIndex()
        if not 0 <= place < len(self._views):
            self.about.setText(
                _(
                    "When a group has counted hands on the same statement in two lessons, its answers stand here side by side. Counts under three are never shown."
                )
            )
            self._shares.show_shares((), ())
            self.fill_table([])
            return
        view = self._views[place]
        groups = ngettext("Hands counted in {n} group", "Hands counted in {n} groups", view.groups)
        answers = ngettext("{n} answer", "{n} answers", sum(view.after)).format(
            n=dates.locale().toString(sum(view.after))
        )
        self.about.setText(f"{groups.format(n=view.groups)}, {answers}.")
        first, last = (
            Share(view.first or _("The first time"), view.before),
            Share(view.last or _("The last time"), view.after),
        )
        self._shares.show_shares(view.answers, (first, last))
        self.fill_table(
            [
                (name, f"{before} ({percentage(share)})", f"{after} ({percentage(later)})")
                for name, before, share, after, later in zip(
                    view.answers, view.before, first.percents(), view.after, last.percents(), strict=True
                )
            ]
        )
