"""Answers for programs: JSON with a tag that says whether it changed, and none at all where it did not."""

import hashlib

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

PUBLIC = "public, no-cache"
OWN = "private, no-cache"


def reply(
    request: Request, answer: BaseModel, *, status: int = 200, cache: str = PUBLIC
) -> Response:
    """The answer with its ETag; 304 without a body to a reader who has it already."""
    body = answer.model_dump_json().encode()
    headers = {"ETag": tag_of(body), "Cache-Control": cache, "Vary": "Authorization"}
    if request.method in {"GET", "HEAD"} and fits(request.headers.get("if-none-match"), body):
        return Response(status_code=304, headers=headers)
    return Response(body, status_code=status, media_type="application/json", headers=headers)


def tag_of(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def fits(asked: str | None, body: bytes) -> bool:
    """Whether one of the tags in a conditional header is that of this body. Weak ones count for reading."""
    if asked is None:
        return False
    tags = {tag.strip().removeprefix("W/") for tag in asked.split(",")}
    return "*" in tags or tag_of(body) in tags
