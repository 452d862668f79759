"""A form that a verb refused comes back as it was, with the refusal at its field."""

from typing import Any, TypeVar

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled
from sites.foundation.pages import page
from sites.foundation.words import say

M = TypeVar("M", bound=BaseModel)


def again(
    request: Request,
    template: str,
    filled: Filled[M],
    refusal: Refusal | None = None,
    **context: Any,
) -> Response:
    """The page of the form with what was typed; 422, or the refusal's own status."""
    form = filled.with_error(refusal.field or "", say(refusal)) if refusal else filled
    return page(request, template, status=refusal.status if refusal else 422, form=form, **context)
