"""An act from a stay's page: done and said, or the page again with the reason and what was typed."""

from collections.abc import Awaitable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking.web.union.door import stay_path
from booking.web.union.hub import draw_hub
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled
from sites.foundation.pages import redirect_saying


async def done_or_again(
    request: Request,
    act: Awaitable[Any],
    *,
    words: str,
    filled: Filled[Any] | None = None,
    anchor: str = "",
) -> Response:
    """`words` are said on the page of the stay once the act is done."""
    try:
        await act
    except Refusal as refusal:
        return await draw_hub(request, filled=filled, refusal=refusal)
    return redirect_saying(request, stay_path(request, anchor), words)
