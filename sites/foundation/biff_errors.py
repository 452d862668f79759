"""Where formulas failed in a sheet of an .xls: a compound file with one stream of records, of which two kinds hold errors."""

import struct
from collections.abc import Iterator

# Row and column from nought -> the error as the spreadsheet shows it.
Places = dict[tuple[int, int], str]
CODES = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
BOF, EOF, BOUND_SHEET, BOOLEAN_OR_ERROR, FORMULA = 0x0809, 0x000A, 0x0085, 0x0205, 0x0006
NO_MORE, SMALL_STREAM = 0xFFFFFFFA, 4096


def failed_in_xls(data: bytes, at: int) -> Places:
    """In the sheet at this place of the workbook. What is no such file raises ValueError."""
    try:
        stream = _stream_of(data)
        starts = [_long(body, 0) for kind, body in _records(stream, 0) if kind == BOUND_SHEET]
        return dict(_failed(stream, starts[at])) if at < len(starts) else {}
    except (struct.error, IndexError) as unsound:
        raise ValueError("no workbook") from unsound


def _failed(stream: bytes, start: int) -> Iterator[tuple[tuple[int, int], str]]:
    for kind, body in _records(stream, start):
        if kind == BOOLEAN_OR_ERROR and body[7] == 1:
            code = body[6]
        elif kind == FORMULA and body[6] == 2 and body[12:14] == b"\xff\xff":
            code = body[8]
        else:
            continue
        row, column = struct.unpack_from("<HH", body)
        yield (row, column), CODES.get(code, "#VALUE!")


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Those of one part of the stream; charts that lie in a sheet are parts of their own and passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        depth += (kind == BOF) - (kind == EOF)
        if kind == EOF and depth <= 0:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _stream_of(data: bytes) -> bytes:
    """The stream of the workbook, whole. A small one lies in pieces of another stream."""
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    if shift not in {9, 12} or small_shift != 6:
        raise ValueError("no compound file")
    sectors = _Sectors(data[1 << shift :], 1 << shift, _table_of(data, 1 << shift))
    entries = sectors.chained(_long(data, 48))
    root = entries[:128]
    for start in range(0, len(entries), 128):
        entry = entries[start : start + 128]
        name = entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le", "replace")  # fmt: skip
        if name in {"Workbook", "Book"}:
            first, size = struct.unpack_from("<II", entry, 116)
            if size >= SMALL_STREAM:
                return sectors.chained(first)[:size]
            small = _Sectors(sectors.chained(_long(root, 116)), 64, sectors.chained(_long(data, 60)))  # fmt: skip
            return small.chained(first)[:size]
    raise ValueError("no workbook in it")


class _Sectors:
    """Pieces of one size, chained by a table of which piece follows which."""

    def __init__(self, data: bytes, size: int, table: bytes) -> None:
        self.data, self.size = data, size
        self.follows = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])

    def chained(self, at: int) -> bytes:
        found: list[bytes] = []
        while at < NO_MORE:
            found.append(self.data[at * self.size : (at + 1) * self.size])
            if len(found) > len(self.follows):
                raise ValueError("a chain without end")
            at = self.follows[at]
        return b"".join(found)


def _table_of(data: bytes, size: int) -> bytes:
    """Its sectors are named in the header, and behind those in a chain of sectors of names."""
    names = [*struct.unpack_from("<109I", data, 76)]
    further, left = struct.unpack_from("<II", data, 68)
    while further < NO_MORE and left > 0 and len(names) * size <= 2 * len(data):
        more = struct.unpack_from(f"<{size // 4}I", data, (further + 1) * size)
        names += more[:-1]
        further, left = more[-1], left - 1
    return b"".join(data[(n + 1) * size : (n + 2) * size] for n in names if n < NO_MORE)


def _long(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", data, at)[0])
