"""A document as a page in the house's look, or as a PDF to take along."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from booking.documents import MEDIA_TYPE, Document, printed
from sites.foundation.pages import page

PAGE = "pages/documents/document.html"


def shown(request: Request, document: Document, *, back: tuple[str, str], pdf: str) -> Response:
    """`back` is where the reader came from, as words and address; `pdf` the address of the same as PDF."""
    return page(request, PAGE, document=document, back=back, pdf=pdf)


async def file_of(document: Document) -> Response:
    """Always a download. Refused: DocumentTooLong."""
    name = quote(f"{document.title} {document.reference}.pdf", safe="")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Cache-Control": "no-store",
    }
    return Response(await printed(document), media_type=MEDIA_TYPE, headers=headers)
