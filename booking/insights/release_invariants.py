"""What always holds of releases: rooms that are contracted and no longer kept went by a step on record, and never
below the number that the contract guarantees.
"""

import json
from typing import Any

from booking.stays.release_rule import guaranteed
from sites.foundation.database import fetch

_LESS_KEPT = (
    "SELECT s.id, s.frozen, t.date, t.reserved_rooms AS kept, t.contracted_rooms AS contracted, "
    "(SELECT COUNT(*) FROM stay_releases r WHERE r.stay_id = s.id AND r.date = t.date "
    " AND r.room_type_id = t.room_type_id AND r.after_rooms < r.before_rooms) AS releases "
    "FROM stays s JOIN stay_nights t ON t.stay_id = s.id WHERE t.reserved_rooms < t.contracted_rooms "
    "AND t.version = (SELECT MAX(m.version) FROM stay_nights m WHERE m.stay_id = s.id) "
    "AND EXISTS (SELECT 1 FROM night_claims c WHERE c.holder = s.public_id AND c.released_at IS NULL)"
)


async def released_rooms_are_on_record_and_above_the_guaranteed() -> list[str]:
    found = []
    for row in await fetch(_LESS_KEPT):
        about = (
            f"stay {row['id']}, {row['date']}: {row['kept']} of {row['contracted']} rooms are kept"
        )
        if not row["releases"]:
            found.append(f"{about}, and no release is on record")
        elif row["kept"] < guaranteed(row["contracted"], _terms(row["frozen"])):
            found.append(f"{about}, fewer than guaranteed")
    return found


def _terms(frozen: Any) -> dict[str, Any]:
    # Raw rows carry JSON as text.
    known = json.loads(frozen) if isinstance(frozen, str) else frozen
    return dict((known or {}).get("terms", {}))
