"""Documents from a file: what each would do first, then all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass

from booking.people import demand
from booking.rules.access import WRITES, may_write
from booking.rules.documents import Document
from booking.rules.models import Policy
from booking.rules.reading import Fault, read_documents
from booking.rules.recording import add_document, change_locked, demand_reason
from booking.rules.refusals import PolicyNotYours, PolicyUnfit
from booking.rules.shelf import timelines
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.language import N_, _


@dataclass(frozen=True)
class Listed:
    """One document of a file; `is_changed` where it says something else than the one on record."""

    document: Document
    is_new: bool
    is_changed: bool


@dataclass(frozen=True)
class ImportPreview:
    listed: tuple[Listed, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def changes(self) -> tuple[Document, ...]:
        return tuple(one.document for one in self.listed if one.is_new or one.is_changed)


async def preview_import(text: str, *, by: Actor) -> ImportPreview:
    """What the file would do, or everything that is wrong with it. Needs `rules.write`."""
    demand(by, WRITES)
    read = read_documents(text)
    if read.faults:
        return ImportPreview(faults=read.faults)
    listed = await _listed(read.documents)
    foreign = [
        Fault(one.document.id, _(N_("A document is kept by the federation of the regions that it names.")))
        for one in listed
        if (one.is_new or one.is_changed) and not await _is_own(one.document, by=by)
    ]  # fmt: skip
    return ImportPreview(faults=tuple(foreign)) if foreign else ImportPreview(tuple(listed))


@transaction
async def import_documents(text: str, *, why: str, by: Actor) -> int:
    """Put new documents on record and write new versions of changed ones, all or none; how many.

    Needs `rules.write`. Refused: PolicyUnfit naming the first fault, PolicyNotYours, PolicyReasonMissing.
    """
    demand(by, WRITES)
    demand_reason(why)
    read = read_documents(text)
    if read.faults:
        raise PolicyUnfit(where=read.faults[0].where, fault=read.faults[0].words)
    count = 0
    for one in await _listed(read.documents):
        if one.is_new or one.is_changed:
            await _take(one, why=why, by=by)
            count += 1
    return count


async def _take(one: Listed, *, why: str, by: Actor) -> None:
    if not await _is_own(one.document, by=by):
        raise PolicyNotYours
    if one.is_new:
        await add_document(one.document, holder_id=None, why=why, by=by)
        return
    policy = await Policy.select_for_update(no_key=True).get(code=one.document.id)
    await change_locked(policy, one.document, seen=None, why=why, by=by)


async def _listed(documents: Sequence[Document]) -> list[Listed]:
    known = {one.code: one for one in await timelines()}
    found = []
    for document in documents:
        kept = known.get(document.id)
        same = kept is not None and not kept.last.is_withdrawn and kept.last.document == document
        found.append(
            Listed(document, is_new=kept is None, is_changed=kept is not None and not same)
        )
    return found


async def _is_own(document: Document, *, by: Actor) -> bool:
    """A file holds documents of regions: a union's own measures are written in its form."""
    kept = next((one for one in await timelines() if one.code == document.id), None)
    return by.kind == "federation" and await may_write(
        document, holder_id=kept.holder_id if kept else None, by=by
    )
