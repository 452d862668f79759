"""What a group's nights and extras cost, and who bears which part: tables whose sums are the price."""

from booking.documents.about import in_yuan
from booking.documents.model import Align, Column, Table
from sites.foundation.amounts import Money
from sites.foundation.formats import amount, full_day, number
from sites.foundation.language import N_, _
from sites.packages import Quote
from sites.packages.extras import WAY_WORDS

BORNE_BY: dict[str, str] = {
    "subsidy": N_("Subsidy of the programme"),
    "union": N_("The union"),
    "worker": N_("Workers, over the ceiling"),
    "family": N_("Family, at their own cost"),
    "crew": N_("Leaders and drivers, by the union"),
}


def price_table(quote: Quote) -> Table:
    """Every night with its people and its price, rooms slept in alone, and extras: together the price of the group."""
    rows = [
        (full_day(night.date), number(night.heads), amount(night.per_person), amount(night.total))
        for night in quote.nights
    ]
    if quote.single_supplements:
        alone = (number(quote.single_room_nights), amount(quote.single_supplement))
        rows.append((_("Rooms slept in alone"), *alone, amount(quote.single_supplements)))
    rows += [
        (
            f"{one.shown_name} ({_(WAY_WORDS[one.per])})", "",
            amount(Money(one.fen, quote.currency)), amount(quote.cost_of(one)),
        )
        for one in quote.extras
    ]  # fmt: skip
    columns = (
        Column(_("Night")), Column(_("People"), Align.RIGHT),
        Column(_("Price per person"), Align.RIGHT), Column(_("Amount"), Align.RIGHT),
    )  # fmt: skip
    foot = (_("The whole group"), "", "", amount(quote.total))
    return Table(_("Price"), columns, tuple(rows), foot, in_yuan())


def borne_table(quote: Quote) -> Table:
    """Who bears how much of the price; parts of nothing are left out."""
    parts = quote.shares.parts
    rows = tuple((_(words), amount(parts[who])) for who, words in BORNE_BY.items() if parts[who])
    columns = (Column(_("Borne by")), Column(_("Amount"), Align.RIGHT))
    foot = (_("Together"), amount(quote.shares.total))
    return Table(_("Who pays"), columns, rows, foot, in_yuan())
