"""The documents that the project comes with, and trips written as plain tables."""

from datetime import date
from functools import cache
from importlib.resources import files

from booking.rules import Document, Holidays, Insurance, TripFacts, read_documents
from booking.rules.holidays import published_holidays
from sites.foundation.amounts import Money


@cache
def known() -> tuple[Document, ...]:
    text = files("booking.rules").joinpath("data", "policies.toml").read_text("utf-8")
    found = read_documents(text)
    assert not found.faults
    return found.documents


def document(**changed) -> Document:
    """A document of an invented city that asks nothing but what a test says."""
    made = {
        "id": "shili", "title": "示例文件", "issuer": "示例市总工会", "origin": ["320100"],
        "grade": "official", "source": "https://example.test/shili", **changed,
    }  # fmt: skip
    return Document.model_validate(made)


def trip(**facts) -> TripFacts:
    """From the names of the table of cases; money is in fen."""
    money = {
        to: Money(facts.pop(of))
        for of, to in (("price", "price_per_person"), ("spent", "spent_this_year"))
        if of in facts
    }
    cover, medical = (
        Money(facts.pop(name)) if name in facts else None for name in ("cover", "medical")
    )
    insurance = Insurance(cover, medical) if cover is not None or medical is not None else None
    place = facts.pop("destination", "")
    facts.setdefault("holidays", Holidays(published_holidays()))
    return TripFacts(
        check_in=date.fromisoformat(facts.pop("check_in", "2027-05-18")), insurance=insurance,
        destinations=(place,) if place else (), has_own_ceiling=facts.pop("own_ceiling", False),
        origin=facts.pop("origin", "320100"), nights=facts.pop("nights", 4), **facts, **money,
    )  # fmt: skip
