"""Subsidies: what a federation gives for a programme, what a union claims of it after a trip, and how it is paid."""

from booking.money.subsidies.deciding import (
    check_claim,
    grant_claim,
    turn_down_claim,
)
from booking.money.subsidies.paying import record_subsidy_paid, subsidy_came_back
from booking.money.subsidies.rates import (
    Rate,
    RateDraft,
    end_rate,
    rate_by_id,
    rate_for,
    rates_of,
    set_rate,
)
from booking.money.subsidies.reading import (
    ClaimLine,
    ClaimNight,
    claim_of,
    claims_of_union,
    claims_to,
    live_claims,
    transfers_due,
)
from booking.money.subsidies.reckoning import Reckoned, reckon
from booking.money.subsidies.refusals import ClaimUnknown, RateUnknown
from booking.money.subsidies.words import CLAIM_STATE, PER, REACHES
from booking.money.subsidies.writing import withdraw_claim, write_claim

__all__ = [
    "CLAIM_STATE",
    "PER",
    "REACHES",
    "ClaimLine",
    "ClaimNight",
    "ClaimUnknown",
    "Rate",
    "RateDraft",
    "RateUnknown",
    "Reckoned",
    "check_claim",
    "claim_of",
    "claims_of_union",
    "claims_to",
    "end_rate",
    "grant_claim",
    "live_claims",
    "rate_by_id",
    "rate_for",
    "rates_of",
    "reckon",
    "record_subsidy_paid",
    "set_rate",
    "subsidy_came_back",
    "transfers_due",
    "turn_down_claim",
    "withdraw_claim",
    "write_claim",
]
