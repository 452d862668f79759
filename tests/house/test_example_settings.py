"""`.env.example` names every setting, and none that does not exist."""

import re
from pathlib import Path

from sites.foundation.settings import SECRETS, Settings

EXAMPLE = (Path(__file__).parents[2] / ".env.example").read_text()


def test_every_setting_is_named_once() -> None:
    named = re.findall(r"^# ([A-Z_]+)=", EXAMPLE, flags=re.MULTILINE)

    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)


def test_every_secret_is_marked_as_one_that_a_file_may_hold() -> None:
    marked = re.findall(r"^# \*.*\n(?:#  .*\n)*# ([A-Z_]+)=", EXAMPLE, flags=re.MULTILINE)

    assert sorted(marked) == sorted(SECRETS)
