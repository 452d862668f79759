"""The forms of the list of who travels."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from sites.foundation.forms import Form, Line, NeededLine, clean_text, filled_in


class PersonForm(Form):
    name: NeededLine
    kind: Literal["worker", "family", "crew"] = "worker"
    sex: Literal["", "m", "f"] = ""
    document: Literal["resident", "other"] = "resident"
    number: Line = ""
    phone: Line = ""
    guardian: bool = False


class PasteForm(Form):
    lines: Annotated[
        str, BeforeValidator(clean_text), Field(max_length=40_000), AfterValidator(filled_in)
    ]
    guardian: bool = False


class RemovalForm(Form):
    traveller: NeededLine


class RevealForm(Form):
    traveller: NeededLine
    reason: NeededLine
