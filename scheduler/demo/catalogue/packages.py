"""The packages of a base: what they are called, what they cost, what is in them."""

from scheduler.demo.catalogue.places import Place
from scheduler.demo.catalogue.prices import seasons, single_supplement
from scheduler.demo.catalogue.programmes import Programme, programme
from scheduler.demo.catalogue.shapes import DemoItem, DemoPackage
from scheduler.demo.chance import chance
from scheduler.demo.datafiles import table

_COVERS_FEN = ((100_000_000, 10_000_000), (80_000_000, 8_000_000), (50_000_000, 5_000_000))
_USUAL_NIGHTS = 4


def packages(place: Place, *, reception_limit: int) -> tuple[DemoPackage, ...]:
    """Two to four, by rising nights; the one nearest to four nights is shown by default."""
    dice = chance(place.code, "packages")
    lengths = dice.choice(table("kinds")["kind"][place.kind]["lengths"])
    named = dice.sample(table("days")["package"][place.kind]["names"], k=len(lengths))
    usual = min(lengths, key=lambda nights: abs(nights[0] - _USUAL_NIGHTS))
    return tuple(
        _package(
            place,
            words=tuple(words),
            nights=(least, most),
            reception_limit=reception_limit,
            by_default=[least, most] == usual,
        )
        for (least, most), words in zip(lengths, named, strict=True)
    )


def _package(
    place: Place,
    *,
    words: tuple[str, str, str],
    nights: tuple[int, int],
    reception_limit: int,
    by_default: bool,
) -> DemoPackage:
    name, name_en, theme = words
    prices = seasons(place, min_nights=nights[0], max_nights=nights[1])
    plan = programme(place, nights=nights[0])
    smallest, largest = _group(place, nights=nights[0], reception_limit=reception_limit)
    return DemoPackage(
        code=f"N{nights[0]}",
        theme=theme,
        name=name,
        name_en=name_en,
        min_nights=nights[0],
        max_nights=nights[1],
        min_group=smallest,
        max_group=largest,
        seasons=prices,
        included=_included(place, plan, nights=nights[0]),
        excluded=_excluded(place, plan),
        days=plan.days,
        single_supplement_fen=single_supplement(prices),
        by_default=by_default,
    )


def _group(place: Place, *, nights: int, reception_limit: int) -> tuple[int, int]:
    """A coach is the natural unit: 10 to 20 people at least, mostly 60 at most, 120 in large houses."""
    dice = chance(place.code, "group", nights)
    smallest = dice.choice((10, 12, 16) if nights == 1 else (16, 16, 20))
    largest = 120 if reception_limit >= 180 else 60
    return smallest, min(largest, reception_limit * 4 // 5 // 10 * 10)


def _included(place: Place, plan: Programme, *, nights: int) -> tuple[DemoItem, ...]:
    counted = {"lodging": nights, "breakfasts": nights, **plan.adds}
    items = [
        DemoItem(code, count) if code != "body_check" else DemoItem(code)
        for code, count in counted.items()
        if count
    ]
    cover, medical = chance(place.code, "cover").choices(_COVERS_FEN, weights=(7, 2, 1))[0]
    return (
        *items,
        DemoItem("station_transfer", note="按车次拼车", note_en="shared by train"),
        DemoItem("insurance_cover", fen=cover),
        DemoItem("medical_cover", fen=medical),
    )


def _excluded(place: Place, plan: Programme) -> tuple[str, ...]:
    always = ("rail", "coach_from_home", "single_supplement", "family_costs", "drinks")
    more = [
        ("extra_tickets", plan.adds["tickets"] > 0),
        ("cableway", place.kind == "scenic_area" and not plan.adds["cableway"]),
        ("extra_treatments", plan.adds["treatments"] > 0 or place.kind == "hot_spring"),
    ]
    return (*always, *(code for code, left_out in more if left_out))
