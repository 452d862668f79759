"""The codes of all bases, a stretch at a time: for whoever walks through the whole catalogue."""

from sites.listings.cards import is_code
from sites.listings.models import Site


async def how_many() -> int:
    return await Site.all().count()


async def codes(*, skip: int, most: int) -> list[str]:
    """In their order. One query."""
    rows = Site.all().order_by("code").offset(skip).limit(most)
    return [str(code) for code in await rows.values_list("code", flat=True)]


async def is_there(code: str) -> bool:
    return is_code(code) and await Site.filter(code=code).exists()
