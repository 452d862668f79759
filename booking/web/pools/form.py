"""What a union declares when it opens its stay: how many people, until when, to whom, and what follows below."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from booking.stays.pooling import PoolTerms
from sites.foundation.forms import Day, Form, clean_number, clean_text

Number = Annotated[int, BeforeValidator(clean_number), Field(ge=2, le=2000)]


def _text(length: int) -> Any:
    return Annotated[str, BeforeValidator(clean_text), Field(max_length=length)]


class PoolForm(Form):
    least: Number
    most: Number
    closes_on: Day
    below: Literal["let_go", "go_on"] = "let_go"
    scope: Literal["region", "programme", "named"] = "region"
    names: _text(2000) = ""  # type: ignore[valid-type]
    names_lead: Literal["", "1"] = ""
    words: _text(300) = ""  # type: ignore[valid-type]

    @property
    def terms(self) -> PoolTerms:
        names = tuple(dict.fromkeys(one.strip() for one in self.names.splitlines() if one.strip()))
        return PoolTerms(
            self.least, self.most, self.closes_on, self.below, self.scope, names,
            names_lead=bool(self.names_lead), note=self.words,
        )  # fmt: skip


FIELDS = frozenset(PoolForm.model_fields)
