"""Cancellation and shrinkage: each base's own table, and the text that a contract freezes."""

from scheduler.demo.catalogue.places import Place
from scheduler.demo.catalogue.shapes import DemoCancellation, DemoTier
from scheduler.demo.chance import chance

_TABLES = (
    ((10, 0), (5, 10), (1, 30), (0, 50)),
    ((10, 0), (5, 10), (1, 30), (0, 50)),
    ((7, 0), (3, 10), (1, 30), (0, 50)),
    ((15, 0), (7, 15), (3, 30), (0, 60)),
    ((7, 0), (2, 20), (0, 40)),
)


def cancellation(place: Place, *, check_in_hour: int) -> DemoCancellation:
    """Every table is free at first and never keeps the whole price."""
    dice = chance(place.code, "cancellation")
    tiers = tuple(DemoTier(*tier) for tier in dice.choice(_TABLES))
    free_heads, until = dice.choice((2, 3, 3, 4, 5)), dice.choice((3, 5, 7))
    hour = f"{check_in_hour}:00"
    return DemoCancellation(
        tiers=tiers,
        free_heads=free_heads,
        free_heads_until_days=until,
        terms=_chinese(tiers, hour=hour, free_heads=free_heads, until=until),
        terms_en=_english(tiers, hour=hour, free_heads=free_heads, until=until),
    )


def _chinese(tiers: tuple[DemoTier, ...], *, hour: str, free_heads: int, until: int) -> str:
    steps = "；".join(
        f"入住日前 {tier.days_before} 天 {hour} 前取消，{_kept(tier)}" for tier in tiers[:-1]
    )
    return "\n".join(
        (
            f"一、取消。{steps}；此后取消，扣全价的 {tiers[-1].percent}%。时间按北京时间计。",
            f"二、减员。入住日前 {until} 天 {hour} 前减员不超过 {free_heads} 人，不扣费；"
            "超出的人数按第一条比例扣费。换人不算减员。",
            "三、结算。按实到人数和实际夜数结算，基地开具增值税发票，抬头为参团单位工会或单位。",
            "四、家属。随行家属与基地另签合同，费用自理，不列入单位结算。",
            "五、不可抗力。台风、地质灾害、疫情管控致不能成行，双方改期；改期不成，全额退还。",
            "六、意外险由基地投保，名单在入住日前 2 天确定；未在名单上的人不得参加登山和水上活动。",
        )
    )


def _english(tiers: tuple[DemoTier, ...], *, hour: str, free_heads: int, until: int) -> str:
    steps = "; ".join(
        f"until {hour} on the day {tier.days_before} days before check-in, "
        + (f"{tier.percent}% of the price is kept" if tier.percent else "nothing is kept")
        for tier in tiers[:-1]
    )
    return "\n".join(
        (
            f"1. Cancelling. {steps[0].upper()}{steps[1:]}; later, {tiers[-1].percent}%. Beijing time.",
            f"2. Shrinking. Up to {free_heads} people may drop out until {hour} on the day {until} days "
            "before check-in at no cost; beyond that the rates of 1 apply. A substitute is no loss.",
            "3. Settling. By the people who came and the nights they stayed; the base issues a VAT "
            "invoice to the union or the unit.",
            "4. Family. Family members sign their own contract with the base and pay for themselves.",
            "5. Force majeure. Where a typhoon, a landslide or an epidemic order prevents the trip, the "
            "dates are moved; where that fails, everything is returned.",
            "6. The base takes out accident insurance by the list that stands 2 days before check-in; "
            "whoever is not on it takes no part on the mountain or on the water.",
        )
    )


def _kept(tier: DemoTier) -> str:
    return f"扣全价的 {tier.percent}%" if tier.percent else "不扣费"
