"""Spreadsheets put together by hand, part by part: none comes from the program's own writer."""

import io
import struct
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from booking.rosters.files.columns import letter

HEAD = ("姓名", "身份证号码", "手机号码")
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'  # fmt: skip
RELS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'  # fmt: skip
BOOK_RELS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>'  # fmt: skip
BOOK = '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="旧表" sheetId="1" state="hidden" r:id="rId2"/><sheet name="名单" sheetId="2" r:id="rId1"/></sheets></workbook>'  # fmt: skip


class Failed(str):
    """A cell whose formula failed, as its error is shown; `Kept` is the same without a formula around it."""

    __slots__ = ()


class Kept(Failed):
    __slots__ = ()


Cell = str | int | float
BIFF_CODES = {"#DIV/0!": 0x07, "#REF!": 0x17, "#N/A": 0x2A}


def xlsx(rows: Sequence[Sequence[Cell]], *, prolog: str = "", extra: Sequence[tuple[str, bytes]] = ()) -> bytes:  # fmt: skip
    """Inline strings, no shared ones, a hidden sheet in front. `prolog` stands before the sheet's root."""
    return of_sheet(_lines(rows), prolog=prolog, extra=extra)


def of_sheet(
    lines: str, *, prolog: str = "", front: str = "", back: str = "", book: str = BOOK,
    extra: Sequence[tuple[str, bytes]] = (),
) -> bytes:  # fmt: skip
    """The same around rows that are XML already; `front` and `back` stand before and behind them."""
    parts = [
        ("[Content_Types].xml", TYPES), ("_rels/.rels", RELS), ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS), ("xl/worksheets/sheet1.xml", _sheet(lines, prolog, front, back)),
        ("xl/worksheets/sheet2.xml", _sheet(_lines([("姓名",), ("不应读到",)]))),
    ]  # fmt: skip
    return packed([(name, text.encode()) for name, text in parts] + [*extra])


def packed(parts: Sequence[tuple[str, bytes]]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts:
            archive.writestr(name, body)
    return data.getvalue()


def replaced(data: bytes, text: str, other: str) -> bytes:
    """The same archive with other words in its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(one, archive.read(one)) for one in archive.namelist()]
    return packed([(name, body.replace(text.encode(), other.encode())) for name, body in parts])


def _sheet(lines: str, prolog: str = "", front: str = "", back: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{front}<sheetData>{lines}</sheetData>{back}</worksheet>'  # fmt: skip


def _lines(rows: Sequence[Sequence[Cell]]) -> str:
    return "".join(
        f'<row r="{n}">'
        + "".join(xlsx_cell(n, at, value) for at, value in enumerate(row))
        + "</row>"
        for n, row in enumerate(rows, start=1)
    )


def xlsx_cell(row: int, at: int, value: Cell) -> str:
    place = f"{letter(at)}{row}"
    if isinstance(value, Failed):
        formula = "" if isinstance(value, Kept) else "<f>1/0</f>"
        return f'<c r="{place}" t="e">{formula}<v>{value}</v></c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def ods(rows: Sequence[Sequence[Cell]]) -> bytes:
    """As an office program writes it: repeated empty cells and rows behind the list."""
    lines = "".join(
        "<table:table-row>" + "".join(map(_ods_cell, row))
        + '<table:table-cell table:number-columns-repeated="16370"/></table:table-row>'
        for row in rows
    )  # fmt: skip
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'  # fmt: skip
    content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet><table:table table:name="名单">{lines}{empty}</table:table></office:spreadsheet></office:body></office:document-content>'  # fmt: skip
    manifest = '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'  # fmt: skip
    return packed(
        [
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", content.encode()), ("META-INF/manifest.xml", manifest.encode()),
        ]
    )  # fmt: skip


def _ods_cell(value: Cell) -> str:
    if isinstance(value, Failed):
        kind = ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" calcext:value-type="error"' if isinstance(value, Kept) else ""  # fmt: skip
        return f'<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value=""{kind}><text:p>{value}</text:p></table:table-cell>'  # fmt: skip
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'


def xls(rows: Sequence[Sequence[Cell]]) -> bytes:
    """BIFF8 in a compound file: one sheet, its strings in LABEL records, its numbers in NUMBER records."""
    start, end = struct.pack("<HHII", 0x0600, 0x0005, 0x0DBB07CC, 0), (0x000A, b"")
    title = "名单"
    sheet = b"".join(map(_record, [(0x0809, _bof(0x0010)), *_biff_cells(rows), end]))
    head = [(0x0809, start[:4] + struct.pack("<HHII", 0x0DBB, 0x07CC, 0, 6)), (0x0042, struct.pack("<H", 1200))]  # fmt: skip
    bound = struct.pack("<IBBBB", 0, 0, 0, len(title), 1) + title.encode("utf-16-le")
    before = len(b"".join(map(_record, [*head, (0x0085, bound), end])))
    bound = struct.pack("<I", before) + bound[4:]
    stream = b"".join(map(_record, [*head, (0x0085, bound), end])) + sheet
    return _compound(stream)


def _bof(kind: int) -> bytes:
    return struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6)


def _record(record: tuple[int, bytes]) -> bytes:
    kind, body = record
    return struct.pack("<HH", kind, len(body)) + body


def _biff_cells(rows: Sequence[Sequence[Cell]]) -> list[tuple[int, bytes]]:
    widest = max(map(len, rows))
    found = [(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, widest, 0))]
    for line, row in enumerate(rows):
        for at, value in enumerate(row):
            place = struct.pack("<HHH", line, at, 0)
            if isinstance(value, Failed):
                found.append(_biff_failed(place, value))
                continue
            if isinstance(value, str):
                text = value.encode("utf-16-le")
                found.append((0x0204, place + struct.pack("<HB", len(text) // 2, 1) + text))
            else:
                found.append((0x0203, place + struct.pack("<d", value)))
    return found


def _biff_failed(place: bytes, value: Failed) -> tuple[int, bytes]:
    """A BOOLERR record, or a FORMULA whose last result is an error."""
    code = BIFF_CODES[value]
    if isinstance(value, Kept):
        return 0x0205, place + bytes([code, 1])
    tokens = b"\x1e\x01\x00\x1e\x00\x00\x06"
    return 0x0006, place + bytes([2, 0, code, 0, 0, 0, 255, 255]) + struct.pack("<HIH", 0, 0, len(tokens)) + tokens  # fmt: skip


def _compound(stream: bytes) -> bytes:
    """The least compound file that holds one stream of at least 4096 bytes: header, table, directory, sectors."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\x00")
    sectors = len(stream) // 512
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    assert len(table) == 512, "one sector of table reaches for 126 sectors of stream"
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * 4 * 108
    directory = _entry("Root Entry", 5, child=1, start=0xFFFFFFFE, size=0)
    directory += _entry("Workbook", 2, child=0xFFFFFFFF, start=2, size=len(stream))
    return header + table + directory.ljust(512, b"\x00") + stream


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\x00\x00"
    links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    return text.ljust(64, b"\x00") + struct.pack("<HBB", len(text), kind, 1) + links + bytes(36) + struct.pack("<IQ", start, size)  # fmt: skip
