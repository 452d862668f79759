"""What is due now, by state and time: the ids that sweeps hand to one act each."""

from datetime import time, timedelta

from booking.money import instalments
from booking.stays.amendment_model import Amendment
from booking.stays.charging import plan_of
from booking.stays.dispute_model import Dispute
from booking.stays.disputing import WAITING
from booking.stays.models import Stay
from booking.stays.named import fully_named
from booking.stays.night_plan import rows_now
from booking.stays.reconciliation_window import DAYS
from booking.stays.release import RELEASING, open_steps, what_goes
from booking.stays.states import State
from sites.foundation import clock
from sites.listings import Payment

BATCH = 200
MOST_AHEAD = timedelta(days=91)
PAYING = (
    State.SUBMITTED, State.CONFIRMED, State.IN_HOUSE, State.DEPARTED, State.RECONCILED,
)  # fmt: skip
SOON = timedelta(hours=24)
WARNING = timedelta(days=3)


async def holds_over() -> list[int]:
    return await _ids(state=State.HELD, hold_expires_at__lte=clock.now())


async def submissions_unanswered() -> list[int]:
    return await _ids(state=State.SUBMITTED, accepted_at=None, answer_due_at__lte=clock.now())


async def submissions_unconfirmed() -> list[int]:
    """Accepted, and their day of arrival has come: whatever is still missing then ends them."""
    return await _ids(state=State.SUBMITTED, accepted_at__isnull=False, check_in__lte=clock.today())


async def deposits_over() -> list[int]:
    """Accepted, and a deposit that was due by yesterday has not come; whether the days of grace are over is asked anew."""
    long_ago = clock.today() - timedelta(days=400)
    short = await instalments.stays_short(long_ago, clock.today(), states=[State.SUBMITTED])
    return [*dict.fromkeys(stay_id for stay_id, _day in short)]


async def payments_near() -> list[int]:
    """Stays with a payment that is due within the days of their terms."""
    today = clock.today()
    short = await instalments.stays_short(today, today + MOST_AHEAD, states=PAYING)
    return [
        id_ for id_, day in short if day - today <= timedelta(days=(await _plan(id_)).remind_days)
    ]


async def payments_over() -> list[int]:
    """Stays with a payment that is overdue by as many days as their terms say before both sides are warned."""
    today = clock.today()
    short = await instalments.stays_short(today - MOST_AHEAD, today, states=PAYING)
    return [
        id_ for id_, day in short if today - day >= timedelta(days=(await _plan(id_)).warn_days)
    ]


async def _plan(stay_id: int) -> Payment:
    return plan_of(await Stay.get(id=stay_id))


async def counter_offers_over() -> list[int]:
    rows = Amendment.filter(state="proposed", answer_until__lte=clock.now()).order_by("id")
    return [row.id for row in await rows.limit(BATCH).only("id")]


async def submissions_accepted() -> list[int]:
    """Accepted, but not yet confirmed: a lost letter, or something that was missing then."""
    return await _ids(state=State.SUBMITTED, accepted_at__isnull=False)


async def departures() -> list[int]:
    now = clock.now()
    last = (
        clock.today()
        if now >= clock.at(clock.today(), time(18, 0))
        else clock.today() - timedelta(days=1)
    )
    return await _ids(state__in=[State.CONFIRMED, State.IN_HOUSE], check_out__lte=last)


async def accounts_not_presented() -> list[int]:
    before = clock.today() - timedelta(days=DAYS + 1)
    return await _ids(state=State.DEPARTED, account_presented_at=None, check_out__lte=before)


async def windows_over() -> list[int]:
    """A stay with a disputed line waits, and is looked at again when nothing is disputed any more."""
    disputed = await Dispute.filter(state__in=WAITING).values_list("stay_id", flat=True)
    over = Stay.filter(
        state__in=[State.DEPARTED, State.NO_SHOW, State.CANCELLED], dispute_until__lte=clock.now()
    )
    rows = over.exclude(id__in=disputed) if disputed else over
    return [row.id for row in await rows.order_by("id").limit(BATCH).only("id")]


async def holds_ending_soon() -> list[int]:
    now = clock.now()
    return await _every(
        state=State.HELD,
        hold_kind="option",
        hold_expires_at__gt=now,
        hold_expires_at__lte=now + SOON,
    )


async def contracts_missing() -> list[int]:
    today = clock.today()
    return await _every(
        state=State.CONFIRMED, contract_sealed_at=None, contract_due_on__lte=today, check_in__gte=today
    )  # fmt: skip


async def names_due_soon() -> list[int]:
    """Only where a name is still missing."""
    today = clock.today()
    near = {"names_due_on__gte": today, "names_due_on__lte": today + timedelta(days=3)}
    rows = await Stay.filter(state=State.CONFIRMED, **near).order_by("id").values("id", "public_id")
    named = await fully_named([row["public_id"] for row in rows])
    return [row["id"] for row in rows if row["public_id"] not in named]


async def releases_due() -> list[int]:
    """A step's day is over. While an amendment is open its stay waits, and is looked at again."""
    waiting = Amendment.filter(state="proposed").values_list("stay_id", flat=True)
    today = clock.today()
    rows = Stay.filter(state__in=RELEASING, next_release_on__lt=today, check_out__gt=today)
    found = await rows.exclude(id__in=await waiting).order_by("id").limit(BATCH).only("id")
    return [row.id for row in found]


async def releases_soon() -> list[int]:
    """Three days before a step, where it would take rooms with the names as they are now."""
    today = clock.today()
    near = {"next_release_on__gte": today, "next_release_on__lte": today + WARNING}
    stays = await Stay.filter(state__in=RELEASING, **near).order_by("id")
    return [stay.id for stay in stays if await _would_take(stay)]


async def _would_take(stay: Stay) -> bool:
    rows = await rows_now(stay.id)
    next_ = [one for one in await open_steps(stay, rows) if one.day == stay.next_release_on]
    return any(one.after < one.before for one in what_goes(stay, rows, next_))


async def to_telephone() -> list[int]:
    """Requests whose operator has four hours or less of its time left and has not answered."""
    now = clock.now()
    return await _ids(
        state=State.SUBMITTED,
        accepted_at=None,
        answer_due_at__gt=now,
        answer_due_at__lte=now + timedelta(hours=4),
    )


async def _every(**conditions: object) -> list[int]:
    # A reminder leaves its stay on the list, so a limited one would remind the same stays for ever.
    rows = await Stay.filter(**conditions).order_by("id").only("id")
    return [row.id for row in rows]


async def _ids(**conditions: object) -> list[int]:
    # An act takes its stay off the list: the rest comes with the next look.
    rows = await Stay.filter(**conditions).order_by("id").limit(BATCH).only("id")
    return [row.id for row in rows]
