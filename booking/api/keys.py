"""What makes a write happen once, and not upon what changed meanwhile: Idempotency-Key and If-Match."""

import re

from starlette.requests import Request

from booking.api.door import actor_behind
from booking.api.whole import whole
from sites.foundation import idempotency
from sites.foundation.errors import Kind, Refusal
from sites.foundation.idempotency import Key, key_for
from sites.foundation.language import N_
from sites.foundation.replies import fits
from sites.foundation.requests import Body

FORM = re.compile(r"[!-~]{1,80}")


class KeyMissing(Refusal):
    code = "idempotency_key_missing"
    kind = Kind.MALFORMED
    words = N_("Send one Idempotency-Key of 1 to 80 visible characters, new for each request.")


class StayChanged(Refusal):
    code = "stay_changed"
    kind = Kind.STALE
    words = N_("The stay changed since you read it. Read it again and decide anew.")


def key_of(request: Request, body: Body) -> Key:
    """Bound to method, path, content and token's person. Refused: KeyMissing."""
    given = request.headers.getlist("idempotency-key")
    if len(given) != 1 or not FORM.fullmatch(given[0]):
        raise KeyMissing
    return key_for(
        given[0], method=request.method, path=request.scope["path"],
        body=body.model_dump(mode="json"), user_id=actor_behind(request).user_id,
    )  # fmt: skip


async def demand_unchanged(request: Request, stay: str, *, key: Key) -> None:
    """Where the request says which state it rests on. A repeated request rests on what it did itself.

    Refused: StayUnknown, StayChanged, and what the key is refused for.
    """
    by = actor_behind(request)
    tags = request.headers.get("if-match")
    if tags is None or await idempotency.earlier(key, by=by):
        return
    present = (await whole(stay, by=by)).model_dump_json().encode()
    if not fits(tags, present):
        raise StayChanged
