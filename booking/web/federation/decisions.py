"""What needs a decision, the nearest deadline first: cases, unions that wait, certificates that run out."""

from dataclasses import dataclass

from booking import cases, people
from booking.cases import CaseLine
from booking.people import UnionRow
from booking.web.federation.certificates import CertificateRow, certificate_rows
from sites import listings
from sites.foundation.actor import Actor
from sites.foundation.paging import Page

SHOWN = 4


@dataclass(frozen=True, slots=True)
class Decisions:
    """The first of each kind, and how many there are. `unions` is None for those who do not verify.

    `unrun`: how many bases have no operator; 0 for those who give none.
    """

    cases: Page[CaseLine]
    unions: Page[UnionRow] | None
    certificates: tuple[CertificateRow, ...]
    unrun: int

    @property
    def count(self) -> int:
        waiting = self.unions.total if self.unions else 0
        return self.cases.total + waiting + len(self.certificates) + self.unrun


async def decisions(*, by: Actor) -> Decisions:
    waiting = await people.unions_of_area("unverified", by=by) if by.may("unions.verify") else None
    running = tuple(row for row in await certificate_rows() if row.runs_out)
    cards = await listings.cards() if by.may("sites.assign") else ()
    unrun = sum(not card.has_operator for card in cards)
    return Decisions(await cases.cases("open", by=by), waiting, running, unrun)
