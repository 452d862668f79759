"""The first union's papers: sealed contracts, and a signed approval. Each is a page that says it is a sample."""

import asyncio
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from booking import stays
from booking.stays import deciding
from scheduler.demo.story.act import Plot
from scheduler.demo.unions import demo_unions
from sites.foundation import clock
from sites.foundation.actor import Actor

MOST = 4
NAMES = {"contract": "合同", "approval": "审批单"}


def with_papers(plots: Iterable[Plot]) -> tuple[int, ...]:
    """Numbers of the first union's bookings that have papers; the first one has its signed approval too."""
    first = demo_unions()[0].key
    mine = (plot for plot in plots if plot.union.key == first and plot.is_answered)
    return tuple(plot.booking.number for plot in mine)[:MOST]


async def keep_paper(stay: str, kind: str, *, folder: Path, by: Actor) -> None:
    """In the moment that the clock shows. Played again after an interruption, it adds nothing."""
    page = await stays.page_of(stay, by=by)
    if any(paper.kind == kind for paper in page.papers):
        return
    content = sample_page(f"SAMPLE {kind} {page.line.reference}")
    stored = await asyncio.to_thread(stays.store, folder, content)
    await stays.add_paper(
        stay, kind=kind, shown_name=f"{NAMES[kind]} {page.line.reference}（示例）.pdf", stored_name=stored,
        media_type=stays.media_type_of(content), size=len(content), by=by,
    )  # fmt: skip


async def write_decision(stay: str, *, by: Actor) -> None:
    """How the base was chosen, with a notice of seven days; invented, and it says so."""
    today = clock.today()
    draft = deciding.DecisionDraft(
        method="inquiry", reason="（示例）三家基地询价，单价最低，路程三小时以内，职工投票首选。",
        budget_line="职工疗休养经费（示例）", decided_on=today, notice_from=today, notice_until=today + timedelta(days=7),
        notice_place="单位公告栏（示例）", objections_to="工会办公室（示例）",
    )  # fmt: skip
    await deciding.write_decision(stay, draft, by=by)


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
