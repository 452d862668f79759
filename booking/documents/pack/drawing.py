"""Drawing a pack: every paper as PDF, every file that was sent up, and the consistency report on top, in one ZIP file."""

import asyncio
import hashlib
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from booking import people
from booking.documents.drawing_up import drawn
from booking.documents.pack.contents import Enclosed, enclosed, kinds_for, named
from booking.documents.pack.figures import figures_of
from booking.documents.pack.findings import Finding, findings
from booking.documents.pack.report import consistency_report
from booking.documents.printing import printed
from booking.documents.subject import Subject, subject_of
from booking.stays import packs
from booking.stays.packs import DrawnFile, PackToDraw
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.identifiers import public_id as new_id
from sites.foundation.language import _, speaking

MOST_BYTES = 80 * 1024 * 1024
# Name, title, content.
Files = list[tuple[str, str, bytes]]


async def draw_pack(pack_id: int, *, folder: Path, is_example: bool = False) -> None:
    """For the job. A second run finds nothing to do; a run that was too late leaves no file behind."""
    wish = await packs.pack_to_draw(pack_id)
    if wish is None:
        return
    by = await people.actor_of_member(wish.by_user_id, wish.by_organisation_id)
    if by is None or not by.may("money.see"):
        await packs.give_up_pack(pack_id, "left")
        return
    with speaking(wish.language):
        await _draw(wish, _as_asked(wish, by), folder=folder, is_example=is_example)


def _as_asked(wish: PackToDraw, by: Actor) -> Actor:
    """A pack that was asked for without names has none, whatever its asker may see by now."""
    if wish.has_names:
        return by
    return Actor(
        by.user_id, by.organisation_id, by.kind, by.roles, by.grants - {"rosters.see"}, by.name
    )


async def _draw(wish: PackToDraw, by: Actor, *, folder: Path, is_example: bool) -> None:
    subject = await subject_of(wish.stay, by=by)
    sent_up = await enclosed(subject, has_names=wish.has_names and by.may("rosters.see"))
    if sum(one.size for one in sent_up) > MOST_BYTES:
        await packs.give_up_pack(wish.id, "too_large")
        return
    papers, left_out = await _papers(wish, subject, len(sent_up), is_example=is_example)
    start = len(papers) + 1
    names = [named(n, one.what, one.name) for n, one in enumerate(sent_up, start=start)]
    known = await figures_of(subject.page, by=by)
    found = findings(known)
    inside = [(name, what) for name, what, _content in papers]
    inside += [(name, one.what) for name, one in zip(names, sent_up, strict=True)]
    report = consistency_report(
        subject, known, found, inside=inside, left_out=left_out, is_example=is_example
    )
    top = (named(0, report.title, f"{report.reference}.pdf"), report.title, await printed(report))
    await _keep(wish, folder, [top, *papers], list(zip(names, sent_up, strict=True)), found)


async def _papers(
    wish: PackToDraw, subject: Subject, further: int, *, is_example: bool
) -> tuple[Files, list[tuple[str, str]]]:
    ready, left_out = kinds_for(subject)
    made: Files = []
    for n, kind in enumerate(ready, start=1):
        document = await drawn(kind, subject, is_example=is_example)
        name = named(n, document.title, f"{document.reference}.pdf")
        made.append((name, document.title, await printed(document)))
        await packs.note_progress(wish.id, n, len(ready) + further + 1)
    return made, left_out


async def _keep(
    wish: PackToDraw, folder: Path, papers: Files, sent_up: list[tuple[str, Enclosed]],
    found: tuple[Finding, ...],
) -> None:  # fmt: skip
    """The file first, then the row that names it."""
    name = new_id()
    write = _writer(folder, name, papers, sent_up, at=clock.now().astimezone(clock.SHANGHAI))
    file = await asyncio.to_thread(write)
    if not await packs.keep_pack(wish.id, file, [asdict(one) for one in found]):
        with suppress(FileNotFoundError):
            await asyncio.to_thread((folder / name).unlink)


def _writer(
    folder: Path, name: str, papers: Files, sent_up: list[tuple[str, Enclosed]], *, at: datetime
) -> Callable[[], DrawnFile]:
    def write() -> DrawnFile:
        folder.mkdir(parents=True, exist_ok=True)
        path, stamp = folder / name, at.timetuple()[:6]
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
            for inside, _what, content in papers:
                pack.writestr(zipfile.ZipInfo(inside, stamp), content, zipfile.ZIP_DEFLATED)
            for inside, one in sent_up:
                content = _content(folder / one.stored_name)
                pack.writestr(zipfile.ZipInfo(inside, stamp), content)
        data = path.read_bytes()
        return DrawnFile(name, len(data), hashlib.sha256(data).hexdigest())

    return write


def _content(path: Path) -> bytes:
    """A file that is gone from the disk is said to be gone, and the others are still handed over."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return _("This file is missing on the server.").encode()
