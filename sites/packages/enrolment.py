"""A base is put on record whole: place, room types, certificate, packages and prices, or not at all."""

from dataclasses import asdict

from sites.certification import write_certificate
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction, transaction
from sites.listings import write_site
from sites.packages.drafts import BaseDraft, PackageDraft
from sites.packages.extras import stored
from sites.packages.models import Package, PackagePrice

_ROWS_AT_ONCE = 500


@transaction
async def enrol(draft: BaseDraft, *, by: Actor) -> int:
    """The new base's id. Its calendar is opened apart, by `calendar.roll_forward`.

    Refused: SiteCodeTaken, CertificateNumberTaken.
    """
    return await write_base(draft, by=by)


@transaction
async def enrol_all(drafts: list[BaseDraft], *, by: Actor) -> list[int]:
    """All of a list, or none where one is refused."""
    return [await write_base(draft, by=by) for draft in drafts]


async def write_base(draft: BaseDraft, *, by: Actor) -> int:
    demand_transaction()
    site_id = await write_site(draft.site)
    await write_certificate(site_id, draft.certificate, by=by)
    for position, package in enumerate(draft.packages):
        await write_package(site_id, package, position=position)
    return site_id


async def write_package(site_id: int, draft: PackageDraft, *, position: int) -> int:
    made = await Package.create(
        site_id=site_id, code=draft.code, theme=draft.theme, name=draft.name,
        name_en=draft.name_en, min_nights=draft.min_nights, max_nights=draft.max_nights,
        min_group=draft.min_group, max_group=draft.max_group,
        included=[asdict(item) for item in draft.included], excluded=[*draft.excluded],
        programme=[asdict(day) for day in draft.programme],
        single_supplement=draft.single_supplement, odd_pays=draft.odd_pays,
        extras=stored(draft.extras), position=position,
    )  # fmt: skip
    await PackagePrice.bulk_create(
        [
            PackagePrice(
                package_id=made.id, season=price.season, starts_on=price.starts_on,
                ends_on=price.ends_on, per_person=price.fen,
            )
            for price in draft.prices
        ],
        batch_size=_ROWS_AT_ONCE,
    )  # fmt: skip
    return int(made.id)
