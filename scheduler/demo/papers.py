"""The first union's papers: sealed contracts, and a signed approval. Each is a page that says it is a sample."""

import asyncio
from pathlib import Path

from booking import stays
from booking.stays import State, StayLine
from scheduler.demo.founding import Cast
from scheduler.demo.unions import demo_unions
from sites.foundation.actor import Actor

MOST = 4
HAVE_CONTRACTS = (State.CONFIRMED, State.IN_HOUSE, State.DEPARTED, State.RECONCILED)


async def keep_papers(cast: Cast, folder: Path) -> None:
    """After the story. Run again, it adds nothing: whoever has papers gets no more."""
    by = cast[demo_unions()[0].email]
    if (await stays.papers_of(by)).total:
        return
    lines = [
        one for one in await stays.lines_of(by, states=HAVE_CONTRACTS) if one.contract_sealed_at
    ]
    for line in lines[:MOST]:
        await _add(line, "contract", f"合同 {line.reference}（示例）.pdf", folder=folder, by=by)
    for line in lines[:1]:
        await _add(line, "approval", f"审批单 {line.reference}（示例）.pdf", folder=folder, by=by)


async def _add(line: StayLine, kind: str, name: str, *, folder: Path, by: Actor) -> None:
    content = sample_page(f"SAMPLE {kind} {line.reference}")
    stored = await asyncio.to_thread(stays.store, folder, content)
    await stays.add_paper(
        line.public_id, kind=kind, shown_name=name, stored_name=stored,
        media_type=stays.media_type_of(content), size=len(content), by=by,
    )  # fmt: skip


def sample_page(words: str) -> bytes:
    """A PDF of one page with one line of plain letters."""
    shown = f"BT /F1 24 Tf 72 720 Td ({words}) Tj ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream",
    )
    data, places = b"%PDF-1.4\n", list[int]()
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{one}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    )
    return data + (end + trailer).encode()
