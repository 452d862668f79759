"""The settlement sheet: night by night what was contracted, who came, what is charged and at what price."""

from booking import money
from booking.documents.about import both_sides, in_yuan, the_group
from booking.documents.kind import Kind, Parts
from booking.documents.model import Align, Column, Facts, Paragraphs, Table
from booking.documents.subject import Subject
from booking.money import StayAccount
from booking.stays import StayPage
from sites.foundation.amounts import Money, total
from sites.foundation.formats import amount, full_day, number
from sites.foundation.language import N_, _

NIGHTLY = ("contracted", "arrived", "charged")


def _missing(subject: Subject) -> str:
    is_charged = any(night.heads["charged"] is not None for night in subject.page.nights)
    return "" if is_charged else _("The base presents the account after departure.")


async def _draw(subject: Subject) -> Parts:
    page = subject.page
    nights, lodging = nights_of(page)
    return (
        the_group(subject), nights, *_sums(page, subject.money, lodging), _explained(),
        *_paid(subject.money), *await _invoices(page.id), both_sides(subject),
    )  # fmt: skip


def nights_of(page: StayPage) -> tuple[Table, Money]:
    """Heads of each night and what its charged heads cost at that night's frozen price; and the sum of it."""
    prices = {night.date: night.per_person for night in page.quote.nights}
    rows, amounts = [], []
    for night in page.nights:
        price, heads = prices.get(night.date, Money(0)), night.heads["charged"] or 0
        amounts.append(price * heads)
        counts = (_count(night.heads[name]) for name in NIGHTLY)
        rows.append((full_day(night.date), *counts, amount(price), amount(amounts[-1])))
    sums, lodging = (_sum(page, name) for name in NIGHTLY), total(amounts)
    foot = (_("Together"), *sums, "", amount(lodging))
    unit = _("people; amounts in yuan")
    return Table(_("Night by night"), _columns(), tuple(rows), foot, unit), lodging


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Night")), Column(_("Contracted"), Align.RIGHT), Column(_("Arrived"), Align.RIGHT),
        Column(_("Billed"), Align.RIGHT), Column(_("Price per person"), Align.RIGHT),
        Column(_("Amount"), Align.RIGHT),
    )  # fmt: skip


def _count(heads: int | None) -> str:
    return "–" if heads is None else number(heads)


def _sum(page: StayPage, name: str) -> str:
    known = [heads for night in page.nights if (heads := night.heads[name]) is not None]
    return number(sum(known)) if known else "–"


def _sums(page: StayPage, account: StayAccount, lodging: Money) -> tuple[Table, Facts]:
    """What is charged, line by line to its sum, and what that leaves to pay or to refund."""
    lines = [
        (_("Lodging, night by night"), lodging),
        (_("Rooms slept in alone"), page.quote.single_supplements),
        *_extras(page),
    ]
    rest = account.charged - total(value for _words, value in lines)
    if rest.minor > 0:
        lines.append((_("For people who dropped out or stayed away"), rest))
    elif rest.minor < 0:
        lines.append((_("Taken off"), rest))
    charged = Table(
        _("Charged"),
        (Column(_("What")), Column(_("Amount"), Align.RIGHT)),
        tuple((name, amount(value)) for name, value in lines if value),
        (_("Charged now"), amount(account.charged)),
        in_yuan(),
    )
    return charged, _standing(page, account)


def _standing(page: StayPage, account: StayAccount) -> Facts:
    last = (_("To be refunded"), account.refund_due) if account.refund_due else (_("Still owed"), account.owed)  # fmt: skip
    lines = (
        (_("Price as contracted"), page.line.price),
        (_("Charged now"), account.charged),
        (_("Received by the payee"), account.received),
        (_("Paid back"), account.refunded),
        *(((_("Written off"), account.written_off),) if account.written_off else ()),
        last,
    )
    return Facts(
        _("Where it stands"),
        tuple((name, _("%(amount)s yuan", amount=amount(value))) for name, value in lines),
    )


def _extras(page: StayPage) -> list[tuple[str, Money]]:
    """For as many as were charged on the fullest night, as the account has them."""
    most = max((night.heads["charged"] or 0 for night in page.nights), default=0)
    return [(one.shown_name, page.quote.cost_of(one, most)) for one in page.quote.extras]


def _explained() -> Paragraphs:
    text = _("Charged is who came where somebody counted, and who was contracted where nobody did.")
    return Paragraphs("", (text,))


def _paid(account: StayAccount) -> Parts:
    """Every receipt that counts, and every refund that was paid, taken off."""
    moves = [
        (one.received_on, _("Payment received"), one.voucher, one.amount)
        for one in account.receipts
        if not one.is_withdrawn
    ]
    moves += [(one.paid_on, _("Refunded"), one.voucher, -one.amount) for one in account.refunds if one.paid_on]  # fmt: skip
    if not moves:
        return ()
    columns = (
        Column(_("Day")), Column(_("What")), Column(_("Voucher")), Column(_("Amount"), Align.RIGHT),
    )  # fmt: skip
    rows = tuple(
        (full_day(on), what, voucher, amount(value))
        for on, what, voucher, value in sorted(moves, key=lambda move: move[0])
    )
    whole = amount(total(value for _on, _what, _voucher, value in moves))
    return (
        Table(_("Payments and refunds"), columns, rows, (_("Together"), "", "", whole), in_yuan()),
    )


async def _invoices(stay_id: int) -> Parts:
    """What was invoiced, red letters taken off: nothing while there is none."""
    lines = [
        line
        for charge in await money.invoices_of(stay_id)
        for line in charge.invoices
        if not line.is_withdrawn
    ]
    if not lines:
        return ()
    columns = (
        Column(_("Invoice number")), Column(_("Issued on")), Column(_("Title")),
        Column(_("Amount"), Align.RIGHT),
    )  # fmt: skip
    rows = tuple(
        (line.number, full_day(line.issued_on), line.title, amount(line.counted)) for line in lines
    )
    whole = amount(total(line.counted for line in lines))
    return (Table(_("Invoices"), columns, rows, (_("Together"), "", "", whole), in_yuan()),)


KIND = Kind("settlement", N_("Settlement sheet"), "money.see", _missing, _draw)
