"""One card for everybody of a trip: where to meet, who leads, where one sleeps, whom to call, and a way to say something."""

from booking.stays.trip_card.making import CardDraft, close_card, write_card
from booking.stays.trip_card.opening import card_by, open_card
from booking.stays.trip_card.reading import OwnCard, ShownCard, card_of, shown_card
from booking.stays.trip_card.saying import KINDS, say_on_card

__all__ = [
    "KINDS",
    "CardDraft",
    "OwnCard",
    "ShownCard",
    "card_by",
    "card_of",
    "close_card",
    "open_card",
    "say_on_card",
    "shown_card",
    "write_card",
]
