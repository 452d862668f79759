"""The form of a package."""

from typing import Annotated

from pydantic import BeforeValidator, Field
from starlette.datastructures import QueryParams

from booking.web.operator.extra_form import extras_as_typed, extras_typed
from sites.foundation.forms import (
    Filled,
    Form,
    Line,
    MaybeCount,
    MaybeFen,
    NeededLine,
    clean_number,
    judge,
)  # fmt: skip
from sites.packages import IncludedItem, PackageTerms
from sites.packages.vocabulary import EXCLUDES, INCLUDES, THEME

COVERS = ("insurance_cover", "medical_cover")
Few = Annotated[int, BeforeValidator(clean_number), Field(ge=1, le=30)]
Group = Annotated[int, BeforeValidator(clean_number), Field(ge=1, le=5000)]


class TermsForm(Form):
    name: Annotated[NeededLine, Field(max_length=80)]
    name_en: Annotated[NeededLine, Field(max_length=120)]
    theme: Line = ""
    min_nights: Few
    max_nights: Few
    min_group: Group
    max_group: Group
    single_supplement: MaybeFen = None
    odd_pays: bool = False
    is_offered: bool = False
    excluded: list[str] = []
    seen: Line = ""


class _ItemForm(Form):
    count: MaybeCount = None
    fen: MaybeFen = None


def terms_from(filled: Filled[TermsForm]) -> tuple[PackageTerms | None, Filled[TermsForm]]:
    """The terms with what is included, or the form with what is wrong."""
    items, filled = _included(filled)
    extras, filled = extras_typed(filled)
    form = filled.value
    if form is None:
        return None, filled
    terms = PackageTerms(
        name=form.name, name_en=form.name_en, theme=form.theme if form.theme in THEME else "",
        min_nights=form.min_nights, max_nights=form.max_nights, min_group=form.min_group,
        max_group=form.max_group, single_supplement=form.single_supplement or 0,
        odd_pays=form.odd_pays, is_offered=form.is_offered, included=items, extras=extras,
        excluded=tuple(code for code in form.excluded if code in EXCLUDES),
    )  # fmt: skip
    return terms, filled


def _included(
    filled: Filled[TermsForm],
) -> tuple[tuple[IncludedItem, ...], Filled[TermsForm]]:
    items: list[IncludedItem] = []
    for code in INCLUDES:
        name, kind = f"in-{code}", "fen" if code in COVERS else "count"
        typed = filled.raw.get(name, "").strip()
        read = judge(QueryParams({kind: typed}), _ItemForm)
        if read.value is None:
            filled = filled.with_error(name, read.errors[kind])
        elif read.value.fen or read.value.count:
            items.append(IncludedItem(code, read.value.count, read.value.fen))
    return tuple(items), filled


def typed_as(terms: PackageTerms) -> Filled[TermsForm]:
    """The form as it shows a package that is on file."""
    own = [name for name in TermsForm.model_fields if name not in {"excluded", "seen"}]
    raw = {name: str(getattr(terms, name)) for name in own} | {"seen": terms.mark}
    raw["single_supplement"] = f"{terms.single_supplement / 100:.2f}"
    raw["is_offered"] = "1" if terms.is_offered else ""
    raw["odd_pays"] = "1" if terms.odd_pays else ""
    raw |= extras_as_typed(terms.extras)
    for item in terms.included:
        raw[f"in-{item.code}"] = str(item.count or 1) if item.fen is None else str(item.fen // 100)
    return Filled(None, raw, {"excluded": list(terms.excluded)})
