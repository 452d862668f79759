"""Run the rooms' tests at another hour: `pytest --hour 23.9 tests/booking` finds those that hold only by day.

Only this process sees the hour, so it says nothing about tests that start processes of their own.
"""

from datetime import timedelta

import pytest

from sites.foundation import clock


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--hour", type=float, help="what Shanghai's clocks show when the tests begin")


def pytest_configure(config: pytest.Config) -> None:
    hour = config.getoption("--hour")
    if hour is None:
        return
    now = clock.now().astimezone(clock.SHANGHAI)
    clock.shift_process(timedelta(hours=(hour - now.hour - now.minute / 60) % 24))
