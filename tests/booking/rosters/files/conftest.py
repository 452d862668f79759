"""Files are told apart and people known again by keyed hashes, also where no database is."""

import pytest

from sites.foundation import sealing


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        sealing, "_keys", [sealing.Keys({"k1": b"0" * 32}, b"index key of the tests")]
    )
