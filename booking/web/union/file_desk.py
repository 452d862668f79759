"""What the file of a group's list and that of a plan's lists do alike: sent, mended, taken and forgotten, each with its words."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from booking import rosters
from booking.rosters import Reading, SentFile
from booking.stays import Taken
from booking.web.showing.download import download
from booking.web.union.door import UPLOAD, union_route
from booking.web.union.file_reading import STAGES, read_and_keep
from sites.foundation.actor import Actor
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import posted
from sites.foundation.idempotency import Key
from sites.foundation.language import _, ngettext
from sites.foundation.pages import actor_of, form_key, redirect_saying
from sites.foundation.paging import number_from
from sites.foundation.words import say

CELL = re.compile(r"cell-([0-9]{1,6})-([a-z]{1,10})")
ROW = re.compile(r"without-([0-9]{1,6})")


class Draw(Protocol):
    async def __call__(self, request: Request, *, error: str = "", status: int = 422) -> Response: ...  # fmt: skip


class Mend(Protocol):
    async def __call__(
        self,
        owner: str,
        cells: Mapping[tuple[int, str], str],
        /,
        *,
        without: Sequence[int],
        by: Actor,
    ) -> None: ...


class Take(Protocol):
    async def __call__(self, owner: str, /, *, edition: int, by: Actor, key: Key | None) -> Taken: ...  # fmt: skip


@dataclass(frozen=True)
class FileDesk:
    """`owner` is the name of its id in the address, `path` the page of the list, behind which stands the file's.

    `look` refuses whoever may not see the file; `keep` takes what was read, with the form that it came with.
    """

    owner: str
    path: Callable[[Request, str], str]
    draw: Draw
    look: Callable[..., Awaitable[object]]
    keep: Callable[[str, SentFile, FormData, Actor], Awaitable[None]]
    mend: Mend
    take: Take
    drop: Callable[..., Awaitable[None]]
    by_batch: bool
    read: Callable[[], str]
    forgotten: Callable[[], str]

    def place(self, request: Request) -> str:
        return f"{self.owner}|{self._id(request)}"

    async def on_show(self, request: Request) -> Response:
        return await self.draw(request)

    async def on_template(self, _request: Request) -> Response:
        return await download(_("Who travels"), *rosters.roster_template(by_batch=self.by_batch))

    async def on_send(self, request: Request) -> Response:
        form, by, owner = await posted(request), actor_of(request), self._id(request)
        file = form.get("file")
        data = await file.read() if isinstance(file, UploadFile) else b""
        if not data:
            return await self.draw(request, error=_("Choose a file"))
        await self.look(owner, by=by)

        async def keep(sent: SentFile) -> None:
            await self.keep(owner, sent, form, by)

        name = getattr(file, "filename", "") or ""
        try:
            is_read = await read_and_keep(self.place(request), data, name, by_batch=self.by_batch, keep=keep)  # fmt: skip
        except Refusal as refusal:
            return await self._again(request, refusal)
        words = self.read() if is_read else _("The file has arrived and is being read.")
        return redirect_saying(request, self.path(request, "/file"), words)

    async def on_mend(self, request: Request) -> Response:
        cells, without = mended(await posted(request))
        try:
            await self.mend(self._id(request), cells, without=without, by=actor_of(request))
        except Refusal as refusal:
            return await self._again(request, refusal)
        return redirect_saying(request, self.path(request, "/file"), _("Looked at again."))

    async def on_take(self, request: Request) -> Response:
        edition = number_from((await posted(request)).get("edition"))
        by, key = actor_of(request), await form_key(request)
        try:
            taken = await self.take(self._id(request), edition=edition, by=by, key=key)
        except Refusal as refusal:
            return await self._again(request, refusal)
        back = self.path(request, "/file" if taken.waiting else "")
        return redirect_saying(request, back, taken_words(taken))

    async def on_drop(self, request: Request) -> Response:
        await self.drop(self._id(request), by=actor_of(request))
        return redirect_saying(request, self.path(request, ""), self.forgotten())

    async def _again(self, request: Request, refusal: Refusal) -> Response:
        if refusal.kind is Kind.UNKNOWN:
            raise refusal
        return await self.draw(request, error=say(refusal), status=refusal.status)

    def _id(self, request: Request) -> str:
        return str(request.path_params[self.owner])


def desk_routes(desk: FileDesk, *, file: str, template: str) -> list[Any]:
    """Those of a file's page, the template and its acts."""
    needs = "rosters.write"
    return [
        union_route(file, needs=needs, get=desk.on_show, post=desk.on_send, max_body=UPLOAD),
        union_route(template, needs=needs, get=desk.on_template),
        union_route(f"{file}/cells", needs=needs, post=desk.on_mend),
        union_route(f"{file}/taking", needs=needs, post=desk.on_take),
        union_route(f"{file}/removal", needs=needs, post=desk.on_drop),
    ]


async def reading_at(place: str) -> tuple[Reading | None, str, str]:
    """What is being read just now with the words of its stage; or why nothing was read."""
    found = await rosters.reading_of(place)
    if found is None:
        return None, "", ""
    if not found.goes_on:
        return None, "", found.words or _("The reading broke off. Send the file again.")
    return found, _(STAGES[found.stage]), ""


def taken_words(taken: Taken) -> str:
    words = _(
        "On the list: %(added)s added, %(changed)s changed, %(left)s taken off.",
        added=taken.added, changed=taken.changed, left=taken.left,
    )  # fmt: skip
    waiting = ngettext("%(num)s row waits to be put right.", "%(num)s rows wait to be put right.", taken.waiting)  # fmt: skip
    return f"{words} {waiting}" if taken.waiting else words


def mended(form: FormData) -> tuple[dict[tuple[int, str], str], list[int]]:
    """Cells in which something was typed, and rows to leave out. What is no field of ours is passed over."""
    cells, without = {}, []
    for name, value in form.multi_items():
        if not isinstance(value, str) or not value.strip():
            continue
        if cell := CELL.fullmatch(name):
            cells[int(cell[1]), cell[2]] = value
        elif row := ROW.fullmatch(name):
            without.append(int(row[1]))
    return cells, without
