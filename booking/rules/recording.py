"""Putting documents on record: the first version, the next one, and the end."""

from datetime import date
from importlib.resources import files

from booking.rules.access import demand_keeper
from booking.rules.documents import Document
from booking.rules.models import Policy, PolicyVersion
from booking.rules.reading import read_documents
from booking.rules.refusals import (
    PolicyChangedMeanwhile,
    PolicyCodeTaken,
    PolicyReasonMissing,
    PolicyUnchanged,
    PolicyUnknown,
)
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.identifiers import public_id as new_id
from sites.foundation.language import N_

PUBLISHED = N_("As it was published")


@transaction
async def record_known_documents(*, by: Actor) -> int:
    """Put the documents that the program comes with on record, each once; how many were new. What was changed stays."""
    known = read_documents(
        files("booking.rules").joinpath("data", "policies.toml").read_text("utf-8")
    )
    kept = {row.code for row in await Policy.all()}
    new = [one for one in known.documents if one.id not in kept]
    for document in new:
        policy = await Policy.create(public_id=new_id(), code=document.id)
        await _write(policy, 1, document, why=PUBLISHED, by=by)
    return len(new)


@transaction
async def record_document(document: Document, *, why: str, by: Actor) -> str:
    """Put a document on record; its public id. A union's is its own measures and binds nobody else.

    Needs `rules.write`. Refused: PolicyNotYours, PolicyCodeTaken, PolicyReasonMissing.
    """
    holder = by.organisation_id if by.kind == "union" else None
    await demand_keeper(document, holder_id=holder, by=by)
    demand_reason(why)
    return await add_document(document, holder_id=holder, why=why, by=by)


async def add_document(document: Document, *, holder_id: int | None, why: str, by: Actor) -> str:
    """Within a verb's transaction."""
    if await Policy.exists(code=document.id):
        raise PolicyCodeTaken(field="id")
    policy = await Policy.create(public_id=new_id(), code=document.id, holder_id=holder_id)
    await _write(policy, 1, document, why=why, by=by)
    return policy.public_id


@transaction
async def change_document(
    public_id: str, document: Document, *, seen: int, why: str, by: Actor
) -> None:
    """Write what the document says from its own first day on; before that day the earlier version stands.

    `seen` is the version that was looked at. Needs `rules.write` for what it was and what it becomes.
    Refused: PolicyUnknown, PolicyNotYours, PolicyChangedMeanwhile, PolicyUnchanged, PolicyReasonMissing.
    """
    demand_reason(why)
    policy = await _locked(public_id)
    await change_locked(policy, document, seen=seen, why=why, by=by)


async def change_locked(
    policy: Policy, document: Document, *, seen: int | None, why: str, by: Actor
) -> None:
    last = await last_version(policy)
    await demand_keeper(Document.model_validate(last.text), holder_id=policy.holder_id, by=by)
    await demand_keeper(document, holder_id=policy.holder_id, by=by)
    if seen is not None and last.version != seen:
        raise PolicyChangedMeanwhile
    document = document.model_copy(update={"id": policy.code})
    if document.values() == last.text and not last.is_withdrawn:
        raise PolicyUnchanged
    await _write(policy, last.version + 1, document, why=why, by=by)


@transaction
async def withdraw_document(
    public_id: str, *, first_day: date, seen: int, why: str, by: Actor
) -> None:
    """From that day on it says nothing; what began before is judged as before. Refused as `change_document`."""
    demand_reason(why)
    policy = await _locked(public_id)
    last = await last_version(policy)
    document = Document.model_validate(last.text)
    await demand_keeper(document, holder_id=policy.holder_id, by=by)
    if last.version != seen or last.is_withdrawn:
        raise PolicyChangedMeanwhile
    await _write(policy, last.version + 1, document, why=why, by=by, withdrawn_from=first_day)


async def _locked(public_id: str) -> Policy:
    policy = await Policy.select_for_update(no_key=True).get_or_none(public_id=public_id)
    if policy is None:
        raise PolicyUnknown
    return policy


async def last_version(policy: Policy) -> PolicyVersion:
    last = await PolicyVersion.filter(policy_id=policy.id).order_by("-version").first()
    if last is None:
        raise PolicyUnknown
    return last


def demand_reason(why: str) -> None:
    if not why.strip():
        raise PolicyReasonMissing(field="why")


async def _write(
    policy: Policy, number: int, document: Document, *, why: str, by: Actor,
    withdrawn_from: date | None = None,
) -> None:  # fmt: skip
    await PolicyVersion.create(
        policy_id=policy.id, version=number, starts_on=withdrawn_from or document.starts_on,
        ends_on=None if withdrawn_from else document.ends_on, is_withdrawn=withdrawn_from is not None,
        text=document.values(), at=clock.now(), by_user_id=by.user_id,
        by_organisation_id=by.organisation_id, by_name=by.signature, why=why[:300],
    )  # fmt: skip
