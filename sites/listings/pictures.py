"""Photographs of a base: its operator sends them, the federation looks at each, and then the public sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.identifiers import is_public_id
from sites.foundation.identifiers import public_id as new_id
from sites.foundation.language import N_, choose
from sites.listings.models import Site
from sites.listings.picture_encoding import Encoded
from sites.listings.picture_model import Picture
from sites.listings.profile import SiteUnknown

FOLDER = "pictures"  # of the data folder
MOST = 12
SHOWN = ("waiting", "approved", "refused")
SIZES = ("large", "small")


class PictureUnknown(Refusal):
    code = "picture_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such picture, or it is not yours to see.")


class PicturesFull(Refusal):
    code = "pictures_full"
    words = N_("A base shows at most %(most)s pictures. Take one away first.")


class PictureJudged(Refusal):
    code = "picture_judged"
    words = N_("This picture was looked at already. Load the page again.")


@dataclass(frozen=True)
class PictureLine:
    public_id: str
    site_code: str
    site_name: str
    caption: str
    state: str
    why: str
    width: int
    height: int

    def address(self, size: str = "large") -> str:
        return f"/pictures/{self.public_id}/{size}.jpg"


def keep(folder: Path, encoded: Encoded) -> str:
    """Write both files under a random name before the row that names them."""
    name = new_id()
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        (folder / f"{name}.{size}").write_bytes(getattr(encoded, size))
    return name


@transaction
async def add_picture(
    site_id: int, *, stored_name: str, size: tuple[int, int], caption: str, caption_en: str, by: Actor
) -> str:  # fmt: skip
    """A picture of an own base, seen by nobody else until the federation approves it; its public id.

    Refused: SiteUnknown, PicturesFull.
    """
    # The base's row is the lock: of two who send the last picture at once one is refused.
    site = (
        await Site.filter(id=site_id, operator_id=by.organisation_id)
        .select_for_update(no_key=True)
        .first()
    )
    if site is None:
        raise SiteUnknown
    standing = await Picture.filter(site_id=site_id, state__in=SHOWN).count()
    if standing >= MOST:
        raise PicturesFull(most=MOST)
    made = await Picture.create(
        public_id=new_id(), site_id=site_id, stored_name=stored_name, width=size[0], height=size[1],
        caption=caption, caption_en=caption_en, position=standing, added_at=clock.now(),
        added_by_id=by.user_id,
    )  # fmt: skip
    return str(made.public_id)


@transaction
async def remove_picture(public_id: str, *, by: Actor) -> None:
    """Take an own picture away; the drawing returns where it was the last. Refused: PictureUnknown."""
    known = Picture.filter(public_id=public_id, site__operator_id=by.organisation_id)
    own = await known.first() if is_public_id(public_id) else None
    if own is None or not await Picture.filter(id=own.id, state__in=SHOWN).update(state="removed"):
        raise PictureUnknown


@transaction
async def judge_picture(public_id: str, *, approves: bool, why: str = "", by: Actor) -> None:
    """Let the public see a picture, or say why not. Refused: PictureUnknown, PictureJudged."""
    row = await Picture.get_or_none(public_id=public_id) if is_public_id(public_id) else None
    if row is None or not by.may("pictures.judge"):
        raise PictureUnknown
    judged = await Picture.filter(id=row.id, state="waiting").update(
        state="approved" if approves else "refused", why=why, judged_at=clock.now(),
        judged_by_id=by.user_id,
    )  # fmt: skip
    if not judged:
        raise PictureJudged


async def pictures_of(site_id: int, states: Iterable[str] = ("approved",)) -> list[PictureLine]:
    """In the order in which they were sent. What waits is for the operator and the federation alone."""
    rows = Picture.filter(site_id=site_id, state__in=[*states]).order_by("position", "id")
    return [_line(row) for row in await rows.prefetch_related("site")]


async def waiting_pictures() -> list[PictureLine]:
    """What the federation has to look at, the oldest first."""
    rows = Picture.filter(state="waiting").order_by("added_at", "id").limit(100)
    return [_line(row) for row in await rows.prefetch_related("site")]


async def picture_file(public_id: str, *, by: Actor | None) -> tuple[str, bool]:
    """The stored name, and whether everybody may see it. Refused: PictureUnknown."""
    known = Picture.filter(public_id=public_id).prefetch_related("site")
    row = await known.first() if is_public_id(public_id) else None
    if row is None or not (row.state == "approved" or _may_see(row, by)):
        raise PictureUnknown
    return str(row.stored_name), row.state == "approved"


def _may_see(row: Picture, by: Actor | None) -> bool:
    if by is None or row.state == "removed":
        return False
    return by.may("pictures.judge") or row.site.operator_id == by.organisation_id


def _line(row: Picture) -> PictureLine:
    return PictureLine(
        row.public_id, row.site.code, choose(row.site.name, row.site.name_en),
        choose(row.caption, row.caption_en), row.state, row.why, row.width, row.height,
    )  # fmt: skip
