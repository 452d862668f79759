"""An organisation's statement over a period: opening, every entry that changed what is owed, closing."""

from collections.abc import Sequence

from booking.documents.about import in_yuan
from booking.documents.model import Align, Column, Document, Place, Signatures, Table
from booking.money import OwnStatement
from sites.foundation import clock
from sites.foundation.formats import amount, full_day
from sites.foundation.language import _, locale


def own_statement(
    name: str,
    statement: OwnStatement,
    shown: Sequence[tuple[str, str, str]],
    *,
    is_payer: bool,
    is_example: bool = False,
) -> Document:
    """`shown` are words for each line: cause, other party, group. The reference names the period."""
    period = statement.period
    days = _("%(first)s to %(last)s", first=full_day(period.first), last=full_day(period.last))
    return Document(
        name="own-statement",
        title=_("Statement of account"),
        reference=f"{period.first:%Y%m%d}-{period.last:%Y%m%d}",
        made_at=clock.now(),
        language=locale(),
        lead=f"{name} · {days}",
        parts=(
            _entries(statement, shown, is_payer=is_payer),
            Signatures((Place(name, (_("Signed by"), _("Date")), has_seal=True),)),
        ),
        is_example=is_example,
    )


def _entries(
    statement: OwnStatement, shown: Sequence[tuple[str, str, str]], *, is_payer: bool
) -> Table:
    columns = (
        Column(_("Day")), Column(_("Entry")), Column(_("Payee") if is_payer else _("Union")),
        Column(_("Group")), Column(_("Payment reference")),
        Column(_("More or less owed"), Align.RIGHT), Column(_("Owed then"), Align.RIGHT),
    )  # fmt: skip
    opening = (_("Opening"), "", "", "", "", "", amount(statement.opening))
    rows = (
        (
            clock.day_of(line.at).isoformat(), *words, line.reference, amount(line.amount),
            amount(line.balance),
        )
        for line, words in zip(statement.lines, shown, strict=True)
    )  # fmt: skip
    foot = (_("Closing"), "", "", "", "", "", amount(statement.closing))
    return Table(_("Entries"), columns, (opening, *rows), foot, in_yuan())
