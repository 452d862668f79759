"""The period that a page of the books is asked for: from and until, both included; this year until today by default."""

from starlette.requests import Request

from booking.money import Period
from sites.foundation import clock
from sites.foundation.forms import Form, MaybeDay, judge


class PeriodForm(Form):
    first: MaybeDay = None
    last: MaybeDay = None


def period_of(request: Request) -> Period:
    """Nonsense, and an end before its beginning, ask for the default."""
    today = clock.today()
    form = judge(request.query_params, PeriodForm).value or PeriodForm()
    last = form.last or today
    first = form.first or last.replace(month=1, day=1)
    return Period(first, last) if first <= last else Period(today.replace(month=1, day=1), today)


def query_of(period: Period) -> dict[str, str]:
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}
