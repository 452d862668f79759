"""What the payment provider says about its objects, read once into plain values."""

from dataclasses import dataclass
from datetime import date, datetime

from sites.foundation.amounts import Money


class ProviderAway(Exception):
    """Nobody knows whether it was done: no answer, a fault of its server, too many at once, a key that is not taken."""


class ProviderRefused(Exception):
    """It was not done, and asking again in the same way will not do it. The text is the provider's code."""


class NotAnEvent(Exception):
    """The signature, the time or the form of what came in is wrong. The text is one word."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A Checkout to be opened. `reference` is our payment's public id, all that the provider learns of it."""

    reference: str
    attempt: int
    amount: Money
    words: str
    back: str
    ends_at: datetime
    language: str

    @property
    def key(self) -> str:
        """The provider does the same thing once for the same key."""
        return f"checkout-{self.reference}-{self.attempt}"


@dataclass(frozen=True, slots=True)
class RefundWish:
    reference: str
    attempt: int
    amount: Money
    intent: str

    @property
    def key(self) -> str:
        return f"refund-{self.reference}-{self.attempt}"


@dataclass(frozen=True, slots=True)
class IntentSeen:
    """`fee` is None until the provider has booked the money."""

    id: str
    received: Money
    has_come: bool
    has_failed: bool
    is_live: bool
    method: str
    fee: Money | None
    line: str


@dataclass(frozen=True, slots=True)
class SessionSeen:
    """`state` is open, complete or expired; `intent` is there once somebody tried to pay."""

    id: str
    reference: str
    state: str
    is_paid: bool
    amount: Money
    is_live: bool
    url: str
    ends_at: datetime
    intent: IntentSeen | None = None


@dataclass(frozen=True, slots=True)
class RefundSeen:
    """`state` is pending, succeeded, failed or canceled."""

    id: str
    reference: str
    state: str
    amount: Money
    intent: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DisputeSeen:
    """`taken` and `fee`: what the bank has taken back by now, and what that costs."""

    id: str
    intent: str
    state: str
    taken: Money
    fee: Money


@dataclass(frozen=True, slots=True)
class PayoutSeen:
    id: str
    state: str
    amount: Money
    arrives_on: date


@dataclass(frozen=True, slots=True)
class EventSeen:
    """That something happened to an object. What the object is now is asked, never read from here."""

    id: str
    what: str
    about: str
    is_live: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class LineSeen:
    """A line of the provider's own book: `amount` moved, `fee` kept, for `source`; `intent` where it is a payment's."""

    id: str
    what: str
    amount: Money
    fee: Money
    source: str
    at: datetime
    intent: str = ""
