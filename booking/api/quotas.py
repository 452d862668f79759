"""What quotas leave: a federation's own and their shares, or those from which a union may draw."""

from datetime import date, datetime

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import quotas
from booking.api.door import actor_behind
from booking.quotas import QuotaRecord
from sites.foundation.described import Operation
from sites.foundation.language import N_
from sites.foundation.replies import OWN, reply


class QuotaAnswer(BaseModel):
    """A ceiling in workers or person-nights. `used` by promised trips, `held` by those that may come to nothing;
    both count its shares. `left` is what a next trip may take now, so it may be less than limit - used - held.

    What is null is not asked. `opens_at` and `release_on` may be those of the quota above.
    """

    id: str
    parent: str | None
    name: str
    owner: str = Field(description="the id of the federation that manages it")
    unit: str = Field(description="workers, or person_nights")
    state: str = Field(description="not_open, open, nearly, spent, over or closed")
    first_day: date
    last_day: date
    union: str | None = Field(description="the credit code of the one union for which it is")
    origin: str | None = Field(description="the code of a city or district of origin")
    unit_kind: str | None
    programme: str | None
    district: str | None = Field(description="the code of the bases' district")
    sites: list[str] = Field(description="codes of bases; empty for all")
    limit: int
    used: int
    held: int
    left: int
    over: int
    opens_at: datetime | None
    release_on: date | None


class QuotaListAnswer(BaseModel):
    items: list[QuotaAnswer]


async def list_quotas(request: Request) -> Response:
    found = await quotas.quota_records(actor_behind(request))
    return reply(request, QuotaListAnswer(items=[_answer(one) for one in found]), cache=OWN)


def _answer(one: QuotaRecord) -> QuotaAnswer:
    return QuotaAnswer(
        id=one.public_id, parent=one.parent or None, name=one.name, owner=one.owner, unit=one.unit,
        state=one.state, first_day=one.first_day, last_day=one.last_day,
        union=one.credit_code or None, origin=one.origin or None, unit_kind=one.unit_kind or None,
        programme=one.programme or None, district=one.district or None, sites=[*one.sites],
        limit=one.figures.limit, used=one.figures.used, held=one.figures.held, left=one.left,
        over=one.figures.over, opens_at=one.opens_at, release_on=one.release_on,
    )  # fmt: skip


OPERATIONS = [
    Operation(
        method="GET", path="/api/v1/quotas", handler=list_quotas, answer=QuotaListAnswer,
        scope="quotas.see", summary=N_("Quotas that the organisation manages or draws from, and what is left"),
    ),
]  # fmt: skip
