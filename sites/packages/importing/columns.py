"""The sheets of the list and their columns: the template, the reader and the documentation say the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sites.foundation.language import N_
from sites.listings.terms import Term
from sites.listings.vocabulary import BOOKING_WAYS, ROOM_KINDS, SITE_KINDS
from sites.packages.importing import cells
from sites.packages.importing.cells import Reader
from sites.packages.vocabulary import SEASONS, THEMES

GRADES = (Term("first", N_("first grade")), Term("second", N_("second grade")))
BASES, ROOMS, PACKAGES, PRICES = "基地", "房型", "方案", "价格"
MOST_ROWS = {BASES: 500, ROOMS: 3000, PACKAGES: 3000, PRICES: 20000}


@dataclass(frozen=True, slots=True)
class Column:
    """`head` stands in the first row; an empty cell is `otherwise`, or a fault where it is needed."""

    name: str
    head: str
    read: Reader
    example: str
    is_needed: bool = True
    otherwise: object = ""


def _maybe(name: str, head: str, read: Reader, example: str, otherwise: object = "") -> Column:
    return Column(name, head, read, example, is_needed=False, otherwise=otherwise)


@cache
def columns() -> Mapping[str, tuple[Column, ...]]:
    """By sheet. Made at first use: the words of closed lists come from the catalogues."""
    return {BASES: _bases(), ROOMS: _rooms(), PACKAGES: _packages(), PRICES: _prices()}


def _bases() -> tuple[Column, ...]:
    return (
        Column("code", "编号", cells.code, "HS-05-071"),
        Column("name", "名称", cells.line(80), "某某基地"),
        _maybe("name_en", "英文名称", cells.line(120), "Some Base"),
        Column("kind", "类型", cells.one_of(SITE_KINDS), "村落"),
        Column("district_code", "区县", cells.district, "黟县"),
        _maybe("address", "地址", cells.line(160), "宏村镇某村 1 号"),
        Column("latitude", "纬度", cells.degrees(29, 31), "29.98"),
        Column("longitude", "经度", cells.degrees(117, 119), "117.97"),
        Column("reception_limit", "接待上限", cells.count(1, 5000), "120"),
        _maybe("dining_seats", "餐位", cells.count(0, 5000), "120", 0),
        _maybe("meeting_seats", "会议座位", cells.count(0, 5000), "80", 0),
        _maybe("rail_minutes", "到高铁站分钟", cells.count(0, 600), "42", 0),
        _maybe("altitude", "海拔", cells.count(0, 2000), "210", 0),
        _maybe("phone", "电话", cells.line(30), "0559-000 0000"),
        _maybe("operator_name", "运营单位", cells.line(120), "某某公司"),
        _maybe("facilities", "设施", cells.facilities, "wifi、lift:2", {}),
        _maybe("booking_mode", "预订方式", cells.one_of(BOOKING_WAYS), "accept", "accept"),
        _maybe("check_in_hour", "入住时间", cells.count(0, 23), "14", 14),
        _maybe("check_out_hour", "离店时间", cells.count(0, 23), "12", 12),
        _maybe("tiers", "取消比例", cells.tiers, "10:0、5:10、1:30、0:50", ()),
        _maybe("free_heads", "免费减员人数", cells.count(0, 100), "3", 0),
        _maybe("free_heads_until_days", "减员截止天数", cells.count(0, 100), "7", 0),
        Column("number", "认定编号", cells.line(60), "黄工疗〔2026〕071号"),
        Column("batch", "批次", cells.count(1, 99), "5"),
        _maybe("grade", "等级", cells.one_of(GRADES), "一级"),
        Column("valid_from", "有效期起", cells.day, "2026-01-01"),
        Column("valid_to", "有效期止", cells.day, "2028-12-31"),
        Column("issuer_name", "认定单位", cells.line(80), "黄山市总工会"),
        _maybe("operator_credit_code", "运营单位信用代码", cells.credit_code, "91341023000007181J"),
    )


def _rooms() -> tuple[Column, ...]:
    return (
        Column("site", "基地编号", cells.code, "HS-05-071"),
        Column("code", "房型", cells.one_of(ROOM_KINDS), "twin"),
        Column("name", "名称", cells.line(60), "双床房"),
        _maybe("name_en", "英文名称", cells.line(80), "Twin room"),
        Column("beds", "每间可住人数", cells.count(1, 12), "2"),
        Column("rooms", "间数", cells.count(0, 5000), "60"),
        _maybe("area", "面积", cells.count(0, 500), "28", 0),
    )


def _packages() -> tuple[Column, ...]:
    return (
        Column("site", "基地编号", cells.code, "HS-05-071"),
        Column("code", "方案编号", cells.code, "N4"),
        Column("name", "名称", cells.line(80), "村居与山水"),
        _maybe("name_en", "英文名称", cells.line(120), "Village and hills"),
        _maybe("theme", "主题", cells.one_of(THEMES), "village"),
        Column("min_nights", "最少晚数", cells.count(1, 30), "4"),
        Column("max_nights", "最多晚数", cells.count(1, 30), "4"),
        Column("min_group", "最少人数", cells.count(1, 1000), "20"),
        Column("max_group", "最多人数", cells.count(1, 1000), "60"),
        _maybe("single_supplement", "单房差", cells.fen, "190", 0),
    )


def _prices() -> tuple[Column, ...]:
    return (
        Column("site", "基地编号", cells.code, "HS-05-071"),
        Column("package", "方案编号", cells.code, "N4"),
        Column("season", "季节", cells.one_of(SEASONS), "shoulder"),
        Column("starts_on", "起", cells.day, "2026-03-01"),
        Column("last_day", "止", cells.day, "2026-06-30"),
        Column("fen", "每人每晚", cells.fen, "570"),
    )
