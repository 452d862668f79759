"""A group as somebody records it, and the rules that hold for every record."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta

from booking.receptions.refusals import NightsOutOfRange, NobodyCame, OriginUnknown, ProofMissing
from booking.receptions.vocabulary import is_origin
from sites.foundation.amounts import Money
from sites.packages import Heads

MOST_NIGHTS = 60


@dataclass(frozen=True)
class ProofFile:
    """An uploaded paper, kept outside the database under a random name."""

    shown_name: str
    stored_name: str
    media_type: str


@dataclass(frozen=True)
class GroupDraft:
    """`rooms` by room type code; empty for a coming group means: as few rooms as hold it."""

    site: str
    check_in: date
    nights: int
    name: str
    sender: str
    origin_code: str
    heads: Heads
    income: Money | None = None
    proof_number: str = ""
    proof: ProofFile | None = None
    rooms: Mapping[str, int] = field(default_factory=dict)

    @property
    def check_out(self) -> date:
        return self.check_in + timedelta(days=self.nights)

    @property
    def proof_facts(self) -> dict[str, str]:
        return asdict(self.proof) if self.proof else {}


def demand_sound(draft: GroupDraft) -> None:
    """Refused: NightsOutOfRange, NobodyCame, OriginUnknown, ProofMissing, each at its field."""
    if not 1 <= draft.nights <= MOST_NIGHTS:
        raise NightsOutOfRange(most=MOST_NIGHTS, field="nights")
    if draft.heads.workers + draft.heads.family < 1:
        raise NobodyCame(field="workers")
    if not is_origin(draft.origin_code):
        raise OriginUnknown(field="origin_code")
    if not draft.proof_number and draft.proof is None:
        raise ProofMissing(field="proof_number")
