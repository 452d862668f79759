"""A table as an .xlsx file to take home, made beside the event loop."""

import asyncio
from urllib.parse import quote

from starlette.responses import Response

from sites.foundation import clock
from sites.foundation.spreadsheet import MEDIA_TYPE, Sheet, spreadsheet


async def download(name: str, *sheets: Sheet) -> Response:
    """`name` in the reader's language; the day stands behind it."""
    data = await asyncio.to_thread(spreadsheet, *sheets)
    file = quote(f"{name} {clock.today().isoformat()}.xlsx")
    return Response(
        data,
        media_type=MEDIA_TYPE,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{file}",
            "Cache-Control": "no-store",
        },
    )
