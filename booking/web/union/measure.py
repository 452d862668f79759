"""The union's own measure for a worker: ceilings, who bears what is beyond them, and what programmes give."""

from typing import Any, Literal

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from booking import money, people
from booking.money import Measure
from booking.web.union.door import union_route
from sites.foundation.forms import Filled, Form, MaybeFen, fill, judge
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying

PAGE, PATH = "pages/union/measure.html", "/union/measure"


class MeasureForm(Form):
    per_trip: MaybeFen = None
    per_day: MaybeFen = None
    excess_by: Literal["worker", "union"] = "worker"


class _SubsidyForm(Form):
    fen: MaybeFen = None


async def show(request: Request) -> Response:
    measure = await money.measure_of(actor_of(request).organisation_id)
    return _draw(request, Filled(None, _typed(measure)))


async def keep(request: Request) -> Response:
    filled = await fill(request, MeasureForm)
    subsidies, filled = _subsidies(filled)
    form = filled.value
    if form is None:
        return _draw(request, filled, status=422)
    measure = Measure(form.per_trip or None, form.per_day or None, form.excess_by, subsidies)
    await money.set_measure(measure, by=actor_of(request))
    return redirect_saying(request, PATH, _("Saved. Prices held until now keep what they froze."))


def _subsidies(filled: Filled[MeasureForm]) -> tuple[dict[str, int], Filled[MeasureForm]]:
    found: dict[str, int] = {}
    for code in people.PROGRAMMES:
        typed = filled.raw.get(f"subsidy-{code}", "").strip()
        read = judge(QueryParams({"fen": typed}), _SubsidyForm)
        if read.value is None:
            filled = filled.with_error(f"subsidy-{code}", read.errors["fen"])
        elif read.value.fen:
            found[code] = read.value.fen
    return found, filled


def _typed(measure: Measure) -> dict[str, str]:
    amounts = {"per_trip": measure.per_trip, "per_day": measure.per_day}
    amounts |= {f"subsidy-{code}": fen for code, fen in measure.subsidies.items()}
    shown = {name: f"{fen / 100:.2f}" for name, fen in amounts.items() if fen}
    return {**shown, "excess_by": measure.excess_by}


def _draw(request: Request, form: Filled[Any], *, status: int = 200) -> Response:
    programmes = [(code, _(words)) for code, words in people.PROGRAMMES.items()]
    return page(request, PAGE, status=status, form=form, programmes=programmes)


ROUTES = [union_route(PATH, needs="team.manage", get=show, post=keep)]
