"""From the bytes of a file to what it holds: named safely, told from others by a keyed hash, timed."""

import time
import unicodedata

from booking.rosters.files.opening import Heard, open_table, unreadable
from booking.rosters.files.rows import rows_of
from booking.rosters.files.shelf import SentFile
from sites.foundation import sealing

LONGEST_NAME = 80


async def read_file(
    data: bytes, name: str, *, by_batch: bool = False, heard: Heard | None = None
) -> SentFile:
    """Nothing is stored. `by_batch`: each row names the batch of a plan. `heard` is called with how far the reading is.

    Refused: FileUnreadable, HeadingsMissing, HeadingTwice, BatchHeadingMissing, ReaderBusy.
    """
    started = time.perf_counter()
    read = rows_of(await open_table(data, heard), by_batch=by_batch)
    if not read.rows:
        raise unreadable("empty")
    spent = round((time.perf_counter() - started) * 1000)
    digest = sealing.index_of("roster_file|" + data.hex())
    return SentFile(shown_name(name), digest, read, spent)


def shown_name(name: str) -> str:
    """The last part of it, without what turns or hides text; its end is what tells files apart, so that stays."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(one for one in last if unicodedata.category(one)[0] != "C")
    plain = " ".join(unicodedata.normalize("NFC", kept).split())
    return plain if len(plain) <= LONGEST_NAME else plain[:60] + "…" + plain[-19:]
