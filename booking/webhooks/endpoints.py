"""An organisation's endpoints: made, given a new secret, switched on again, removed. By its administrator."""

from collections.abc import Collection
from datetime import timedelta

from booking.people import demand
from booking.people.models import Organisation
from booking.webhooks.addresses import sound_url
from booking.webhooks.models import WebhookEndpoint
from booking.webhooks.refusals import EndpointUnknown, TooManyEndpoints
from booking.webhooks.signing import new_secret
from booking.webhooks.subjects import sound_subjects
from sites.foundation import clock, sealing
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.identifiers import is_public_id, public_id

MOST = 10
BOTH_SIGN = timedelta(hours=24)
NEEDS = "team.manage"


@transaction
async def make_endpoint(
    url: str, subjects: Collection[str], *, allowed: Collection[str], by: Actor
) -> tuple[str, str]:
    """Its public id and its secret, which is shown this once.

    Needs `team.manage`. Refused: AddressUnfit, SubjectsUnknown, TooManyEndpoints.
    """
    demand(by, NEEDS)
    address, wanted = sound_url(url, allowed=allowed), sound_subjects(subjects, kind=by.kind)
    # The row's lock makes two administrators count one after the other.
    await Organisation.filter(id=by.organisation_id).select_for_update(no_key=True).first()
    own = WebhookEndpoint.filter(organisation_id=by.organisation_id, removed_at=None)
    if await own.count() >= MOST:
        raise TooManyEndpoints(most=MOST)
    name, secret = public_id(), new_secret()
    await WebhookEndpoint.create(
        public_id=name, organisation_id=by.organisation_id, url=address, subjects=wanted,
        secret_sealed=_sealed(name, secret), created_at=clock.now(),
    )  # fmt: skip
    return name, secret


@transaction
async def rotate_secret(endpoint: str, *, by: Actor) -> str:
    """A new secret, shown this once; for a day the old one signs beside it. Refused: EndpointUnknown."""
    row = await own_endpoint(endpoint, by=by)
    secret = new_secret()
    await WebhookEndpoint.filter(id=row.id).update(
        secret_sealed=_sealed(row.public_id, secret), old_secret_sealed=row.secret_sealed,
        old_until=clock.now() + BOTH_SIGN,
    )  # fmt: skip
    return secret


@transaction
async def switch_on(endpoint: str, *, by: Actor) -> None:
    """Deliver again from now on; what was kept meanwhile can be sent again. Refused: EndpointUnknown."""
    row = await own_endpoint(endpoint, by=by)
    await WebhookEndpoint.filter(id=row.id).update(switched_off_at=None, failures=0)


@transaction
async def remove_endpoint(endpoint: str, *, by: Actor) -> None:
    """Nothing more goes there; what waits is kept unsent. Refused: EndpointUnknown."""
    row = await own_endpoint(endpoint, by=by)
    await WebhookEndpoint.filter(id=row.id, removed_at=None).update(removed_at=clock.now())


async def own_endpoint(endpoint: str, *, by: Actor) -> WebhookEndpoint:
    """Needs `team.manage`. Refused: EndpointUnknown, whether it exists elsewhere or not."""
    demand(by, NEEDS)
    own = WebhookEndpoint.filter(organisation_id=by.organisation_id, removed_at=None)
    row = await own.filter(public_id=endpoint).first() if is_public_id(endpoint) else None
    if row is None:
        raise EndpointUnknown
    return row


def secrets_in_use(row: WebhookEndpoint) -> list[str]:
    """The present one first."""
    still = row.old_until is not None and row.old_until > clock.now()
    kept = [row.secret_sealed, *([row.old_secret_sealed] if still else [])]
    return [sealing.unseal(one, place=_place(row.public_id)) for one in kept]


def _sealed(endpoint: str, secret: str) -> str:
    return sealing.seal(secret, place=_place(endpoint))


def _place(endpoint: str) -> str:
    return f"webhook_endpoints|{endpoint}|secret"
