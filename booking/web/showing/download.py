"""A table as an .xlsx or .csv file to take home, made beside the event loop."""

import asyncio
import csv
import io
from urllib.parse import quote

from starlette.responses import Response

from sites.foundation import clock
from sites.foundation.spreadsheet import MEDIA_TYPE, Sheet, spreadsheet


async def download(name: str, *sheets: Sheet) -> Response:
    """`name` in the reader's language; the day stands behind it."""
    data = await asyncio.to_thread(spreadsheet, *sheets)
    return _file(name, data, ending="xlsx", media_type=MEDIA_TYPE)


def download_csv(name: str, sheet: Sheet) -> Response:
    """For banks that take no workbook: UTF-8 with its mark. A text that a table program would take for a formula is kept one by a tab before it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(sheet.head)
    writer.writerows([_plain(cell) for cell in row] for row in sheet.rows)
    return _file(name, text.getvalue().encode("utf-8-sig"), ending="csv", media_type="text/csv; charset=utf-8")  # fmt: skip


def _plain(cell: object) -> object:
    is_formula = isinstance(cell, str) and cell.startswith(("=", "+", "-", "@"))
    return f"\t{cell}" if is_formula else cell


def _file(name: str, data: bytes, *, ending: str, media_type: str) -> Response:
    file = quote(f"{name} {clock.today().isoformat()}.{ending}")
    return Response(
        data,
        media_type=media_type,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{file}",
            "Cache-Control": "no-store",
        },
    )
