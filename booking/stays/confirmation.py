"""Confirming: a job looks at everything that a promise needs, and either makes it or says what is missing."""

from datetime import timedelta

from booking import quotas
from booking.money import instalments
from booking.stays.access import stay_by_id
from booking.stays.charging import plan_of
from booking.stays.filing import give_filing
from booking.stays.insured import insurance_stops
from booking.stays.models import Stay
from booking.stays.moves import move, record, touch
from booking.stays.naming_time import names_due
from booking.stays.release import pass_over_steps
from booking.stays.states import State
from booking.stays.trip_stays import alone_with
from sites import calendar
from sites.certification import is_valid
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.foundation.database import transaction
from sites.foundation.language import N_

CONTRACT_TIME = timedelta(days=7)

MISSING: dict[str, str] = {
    "certificate": N_("The site's certificate is not valid on every night"),
    "acceptance": N_("The operator has not accepted yet"),
    "deposit": N_("The deposit has not arrived yet"),
    "verdicts": N_("A rule of the sending city stands against it"),
    "insurance": N_("The union asks for insurance before it is confirmed"),
}


@transaction
async def confirm(stay_id: int) -> None:
    """Turn a submitted stay into a confirmed one when nothing is missing; else note what is.

    Run again, or too late, it changes nothing. Held claims become sold ones, the sums stay, and the
    federation's register has its number.
    """
    stay = await stay_by_id(stay_id)
    if State(stay.state) is not State.SUBMITTED:
        return
    missing = await what_is_missing(stay)
    if "deposit" in missing and stay.accepted_at is not None:
        await instalments.date_deposits(
            stay.id,
            plan_of(stay),
            accepted_on=clock.day_of(stay.accepted_at),
            check_in=stay.check_in,
        )
    if missing:
        await _say_what_is_missing(stay, missing)
        return
    await alone_with(stay.trip_id)
    today = clock.today()
    await move(
        stay, State.CONFIRMED, by=SYSTEM, act="confirmed", missing=[], answer_due_at=None,
        confirmed_at=clock.now(),
        contract_due_on=min(today + CONTRACT_TIME, stay.check_in),
        names_due_on=names_due(stay.check_in, (stay.frozen or {}).get("terms", {})),
    )  # fmt: skip
    await calendar.sell(stay.public_id)
    await quotas.make_firm(stay.trip_id)
    await pass_over_steps(stay)
    await give_filing(stay)


async def what_is_missing(stay: Stay) -> list[str]:
    """Codes of what stands between this submission and a promise, in the order of MISSING."""
    nights = calendar.nights_between(stay.check_in, stay.check_out)
    judged = (stay.frozen or {}).get("outcome", "no_rule")
    found = {
        "certificate": not await is_valid(stay.site_id, nights),
        "acceptance": stay.accepted_at is None,
        "deposit": await instalments.deposit_missing(stay.id),
        "verdicts": judged == "block",
        "insurance": await insurance_stops(stay),
    }
    return [code for code in MISSING if found[code]]


async def _say_what_is_missing(stay: Stay, missing: list[str]) -> None:
    if missing == stay.missing:
        return
    await touch(stay, missing=missing)
    # Waiting for the operator is the way of every submission, and told by the submission itself.
    if "acceptance" not in missing or "certificate" in missing or "verdicts" in missing:
        await record(stay, act="something_missing", by=SYSTEM, facts={"missing": missing})
