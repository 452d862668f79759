"""Operations and routes of this entrance, for the composition root."""

from collections.abc import Iterable
from dataclasses import replace

from starlette.routing import BaseRoute

from booking.api import acts, amendments, batches, quotas, reading, trips, verdicts, waiting
from booking.api.allowance import Allowance
from booking.api.asker import asker_of
from booking.api.door import admitting
from sites.foundation.described import Operation, routes

__all__ = ["OPERATIONS", "ROUTES", "Allowance", "asker_of", "together"]

OF_DOOR = (
    "token_missing", "token_not_valid", "scope_missing", "too_many_requests",
    "too_many_wrong_tokens",
)  # fmt: skip
OF_WRITES = (
    "json_malformed", "body_malformed", "media_type_unsupported", "body_too_large",
    "idempotency_key_missing", "idempotency_key_reused", "request_in_progress", "database_busy",
)  # fmt: skip


def _whole(one: Operation) -> Operation:
    """With what every operation behind the door, and every write, may be refused for."""
    return replace(one, codes=(*one.codes, *OF_DOOR, *(OF_WRITES if one.is_write else ())))


FOUND = (
    *reading.OPERATIONS, *acts.OPERATIONS, *trips.OPERATIONS, *batches.OPERATIONS, *amendments.OPERATIONS, *waiting.OPERATIONS, *quotas.OPERATIONS,
)  # fmt: skip
BEHIND_DOOR = [_whole(one) for one in FOUND]
OPERATIONS: list[Operation] = [*BEHIND_DOOR, *verdicts.OPERATIONS]
ROUTES: list[BaseRoute] = [*routes(BEHIND_DOOR, admitting=admitting), *routes(verdicts.OPERATIONS)]


def together(public: Iterable[Operation]) -> list[Operation]:
    """Those of the public entrance and these. The list of bases may be asked with a token, which may be unsound."""
    codes = ("token_not_valid", "too_many_wrong_tokens")
    every = [replace(one, codes=(*one.codes, *codes)) if one.name == "get_sites" else one for one in public]  # fmt: skip
    return [*every, *OPERATIONS]
