"""Whoever collects money has the same pages for its bank, under the root of its own desk."""

from starlette.requests import Request

from sites.foundation.pages import actor_of

ROOTS = {
    "operator": "/operator/money", "service_centre": "/centre/money", "union": "/union",
}  # fmt: skip


def root_of(request: Request) -> str:
    """Where the money's pages stand on this person's side."""
    return ROOTS[actor_of(request).kind]
