"""Insurance for everybody who travels."""

from typing import Literal

from booking.rules.facts import Insurance, TripFacts
from booking.rules.kinds.base import Allowances, Fen, Look, RuleBase, kept, lacking
from booking.rules.saying import Said, said


class InsuranceRequired(RuleBase):
    kind: Literal["insurance_required"]

    def look(self, trip: TripFacts, document: Allowances) -> Look | None:  # noqa: ARG002
        cover = trip.insurance.cover if trip.insurance else None
        allowed = said("insurance_each")
        if cover is None:
            return lacking("insurance.cover", allowed=allowed)
        is_insured = cover.minor > 0
        found = said("insured" if is_insured else "not_insured")
        return kept(found, allowed, passes=is_insured, remedy=said("insure_each"))


class InsuranceCover(RuleBase):
    """Sums insured a person: in all, and for medical care where that is said too."""

    kind: Literal["insurance_cover"]
    value: Fen
    medical: Fen | None = None

    def look(self, trip: TripFacts, document: Allowances) -> Look | None:  # noqa: ARG002
        known = trip.insurance or Insurance()
        wanted = self._said("min_cover", self.value, self.medical)
        sums = {"insurance.cover": (known.cover, self.value)}
        if self.medical is not None:
            sums["insurance.medical"] = (known.medical, self.medical)
        is_short = any(have is not None and have.minor < least for have, least in sums.values())
        missing = [name for name, (have, _least) in sums.items() if have is None]
        if missing and not is_short:
            return lacking(*missing, allowed=wanted)
        found = self._said("cover", *(have.minor if have else None for have in (known.cover, known.medical)))  # fmt: skip
        return kept(
            found, wanted, passes=not is_short,
            remedy=self._said("insure_for", self.value, self.medical),
        )  # fmt: skip

    def _said(self, name: str, cover: int | None, medical: int | None) -> Said:
        if self.medical is None:
            return said(name, cover=cover)
        return said(name, cover=cover, medical=medical)
