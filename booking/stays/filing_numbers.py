"""A filing number as people type it into a search: whole, without its city, only its quarter, or its last digits."""

import re
from typing import Any

WHOLE = re.compile(
    r"(?:(?P<area_code>\d{6})-)?(?P<year>\d{4})Q(?P<quarter>[1-4])(?:-(?P<serial>\d{1,6}))?",
    re.ASCII | re.IGNORECASE,
)
LAST = re.compile(r"\d{1,6}", re.ASCII)


def filing_asked(text: str) -> dict[str, Any] | None:
    """The columns of the register that the text names, each exactly; None when it is no filing number.

    `341000-2026Q3-0001` is one entry, `341000-2026Q3` a quarter's, `12` everything with that serial.
    """
    if LAST.fullmatch(text):
        return {"serial": int(text)}
    found = WHOLE.fullmatch(text)
    if found is None:
        return None
    named = {name: value for name, value in found.groupdict().items() if value is not None}
    return {name: value if name == "area_code" else int(value) for name, value in named.items()}
