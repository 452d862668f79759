"""What a page says, as plain words: parts between two marks, rows of a table, without tags."""

import html as html_
import re


def between(html: str, begins: str, ends: str) -> str:
    """What stands after the first `begins` up to the next `ends`."""
    _before, found, rest = html.partition(begins)
    assert found, f"the page has no {begins!r}"
    return rest.partition(ends)[0]


def rows_of(html: str) -> list[list[str]]:
    """The cells of each row of a table's body."""
    body = between(html, "<tbody>", "</tbody>")
    cells = [
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in body.split("</tr>")
    ]
    return [[plain(cell) for cell in row] for row in cells if row]


def plain(html: str) -> str:
    return " ".join(html_.unescape(re.sub(r"<[^>]*>", " ", html)).split())
