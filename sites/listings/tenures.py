"""Who runs a base: given, handed on or taken back, with every tenure kept. For verbs of the rooms above."""

from dataclasses import dataclass
from datetime import datetime

from sites.foundation import clock
from sites.foundation.database import demand_transaction
from sites.foundation.errors import Refusal
from sites.foundation.language import N_, choose
from sites.listings.models import Site
from sites.listings.tenure_model import Tenure


class OperatorChanged(Refusal):
    code = "operator_changed"
    words = N_("Meanwhile somebody else changed who runs this base. Look at it again.")


@dataclass(frozen=True, slots=True)
class Operator:
    """Whoever is to run a base: an organisation's id, a plain value here, and its names."""

    id: int
    name_zh: str
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class TenureLine:
    """`ended_at` is None while the operator runs the base."""

    operator_zh: str
    operator_en: str
    since: datetime
    ended_at: datetime | None

    @property
    def operator(self) -> str:
        return choose(self.operator_zh, self.operator_en)


@dataclass(frozen=True, slots=True)
class Post:
    """A base with whoever runs it. `listed_code`: the operator's credit code on the federation's own list."""

    site_id: int
    code: str
    name: str
    district_code: str
    operator_id: int | None
    operator: str
    listed_code: str


async def change_operator(
    site_id: int, operator: Operator | None, *, instead_of: int | None, by_user_id: int | None
) -> tuple[int, ...]:
    """The base is run by this operator from now on, by nobody if None; ids of the tenures that end and begin.

    Refused: OperatorChanged, where another than `instead_of` runs it meanwhile.
    """
    demand_transaction()
    changed = await Site.filter(id=site_id, operator_id=instead_of).update(
        operator_id=operator.id if operator else None,
        operator_name=operator.name_zh if operator else "",
        operator_name_en=operator.name_en if operator else "",
    )
    if not changed:
        raise OperatorChanged
    over = await Tenure.get_or_none(site_id=site_id, ended_at=None)
    if over:
        await Tenure.filter(id=over.id).update(ended_at=clock.now(), ended_by_id=by_user_id)
    began = await begin_tenure(site_id, operator, by_user_id=by_user_id) if operator else None
    return tuple(tenure for tenure in (over.id if over else None, began) if tenure)


async def begin_tenure(site_id: int, operator: Operator, *, by_user_id: int | None) -> int:
    demand_transaction()
    made = await Tenure.create(
        site_id=site_id, operator_id=operator.id, operator_name=operator.name_zh,
        operator_name_en=operator.name_en, since=clock.now(), given_by_id=by_user_id,
    )  # fmt: skip
    return made.id


async def tenures(site_id: int) -> tuple[TenureLine, ...]:
    """Everybody who ever ran the base, the newest first."""
    rows = await Tenure.filter(site_id=site_id).order_by("-id")
    return tuple(
        TenureLine(row.operator_name, row.operator_name_en, row.since, row.ended_at) for row in rows
    )


async def posts(*, code: str = "") -> tuple[Post, ...]:
    """Every base with its operator, in the order of the codes; only that one where a code is given."""
    rows = await Site.filter(**({"code": code} if code else {})).order_by("code")
    return tuple(
        Post(
            row.id, row.code, choose(row.name, row.name_en), row.district_code, row.operator_id,
            choose(row.operator_name, row.operator_name_en), row.operator_credit_code,
        )
        for row in rows
    )  # fmt: skip
