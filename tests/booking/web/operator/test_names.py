import pytest

from booking.web.operator.names import masked_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("陈明", "陈*"),
        ("欧阳小明", "欧*明"),
        ("王", "王*"),
        ("孙伟（示例）", "孙*"),
        ("Anna Lee", "A. L."),
        ("", ""),
    ],
)
def test_a_name_shows_too_little_to_know_somebody(name: str, shown: str) -> None:
    assert masked_name(name) == shown
