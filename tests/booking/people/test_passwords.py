import pytest

from booking.people import passwords
from sites.foundation.errors import Refusal


def refusal_of(password: str, *names: str) -> str:
    try:
        passwords.demand_good(password, names=names)
    except Refusal as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize(
    "password",
    ["correct horse battery staple", "纸上四个词语不容易猜到的话", "a" * 20 + " b " + "c" * 40,
     "🌲🌳🌴🎋🎍🌵🌾🌿🍀🍁🍂🍃", " leading and trailing ", "xk3#9mv!q2Lp", "词" * 40 + "句" * 45],
)  # fmt: skip
def test_long_and_strange_passwords_are_welcome(password: str) -> None:
    assert refusal_of(password, "li@unit.cn", "李雷") == ""


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "password_too_short"),
        ("elevenchars", "password_too_short"),
        ("", "password_too_short"),
        ("x1" + "词" * 85, "password_too_long"),
        ("y" * 1_000_000, "password_too_long"),
        ("123456789012", "password_too_common"),
        ("330106199001011234", "password_too_common"),
        ("password1234", "password_too_common"),
        ("Password!2026", "password_too_common"),
        ("ｐａｓｓｗｏｒｄ１２３４", "password_too_common"),
        ("aaaaaaaaaaaa", "password_too_common"),
        ("abcabcabcabc", "password_too_common"),
        ("1qaz2wsx3edc", "password_too_common"),
        ("huangshan2026!", "password_too_common"),
        ("tongxin-123456", "password_too_common"),
        ("gonghui20262026", "password_too_common"),
        ("li.lei@unit.cn", "password_names_you"),
        ("li.lei-2026-04", "password_names_you"),
        ("LI.LEI@UNIT.CN", "password_names_you"),
        ("杭州某某机械厂工会委员会示例", "password_names_you"),
    ],
)
def test_what_is_guessed_first_is_refused_with_its_reason(password: str, code: str) -> None:
    assert refusal_of(password, "li.lei@unit.cn", "杭州某某机械厂工会委员会示例") == code


async def test_a_password_fits_its_hash_exactly() -> None:
    kept = await passwords.hash_password("Four Words  on 纸")
    assert kept.startswith("$argon2id$")
    assert await passwords.fits(kept, "Four Words  on 纸")
    for other in ("four words  on 纸", "Four Words on 纸", "Four Words  on 纸 ", ""):
        assert not await passwords.fits(kept, other)


async def test_nothing_is_cut_off_at_72_bytes() -> None:
    kept = await passwords.hash_password("k" * 80)
    assert not await passwords.fits(kept, "k" * 79)


@pytest.mark.parametrize("kept", ["", "nonsense", "$argon2id$v=19$broken"])
async def test_no_hash_a_bad_hash_and_a_long_password_cost_one_verification_too(
    kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    verify = passwords._verify

    def counting(kept: str, password: bytes) -> bool:
        checked.append(kept)
        return verify(kept, password)

    monkeypatch.setattr(passwords, "_verify", counting)
    assert not await passwords.fits(kept, "whatever it is")
    assert not await passwords.fits(kept, "x" * 100_000)
    assert len(checked) == 2


def test_a_hash_with_older_settings_is_known_as_such() -> None:
    from argon2 import PasswordHasher

    older = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash("x")
    assert passwords.is_outdated(older)
    assert not passwords.is_outdated(passwords._hasher.hash("x"))
