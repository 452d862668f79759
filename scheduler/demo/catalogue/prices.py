"""Seasonal prices per person and night: a whole trip costs from 390 to 3,000 yuan."""

from scheduler.demo.catalogue.places import Place
from scheduler.demo.catalogue.shapes import DemoSeason
from scheduler.demo.chance import chance
from scheduler.demo.datafiles import table

LEAST_TRIP_FEN, MOST_TRIP_FEN = 39_000, 300_000

# Yuan a night in the shoulder season at an average base: one night carries two days of meals,
# long stays have more days of rest.
_COMMON_YUAN = {1: 460, 2: 520, 3: 545, 4: 570, 5: 500, 6: 390, 7: 350}
_SEASON_PERCENT = {"low": 88, "shoulder": 100, "peak": 111}
_STEP_FEN = 500


def seasons(place: Place, *, min_nights: int, max_nights: int) -> tuple[DemoSeason, ...]:
    """One row for each run of days of the base's calendar; prices in steps of five yuan."""
    kind = table("kinds")["kind"][place.kind]
    calendar = table("kinds")["calendar"][kind["calendar"]]["seasons"]
    fen = {
        season: _night_fen(place, season, min_nights=min_nights, max_nights=max_nights)
        for season in _SEASON_PERCENT
    }
    return tuple(
        DemoSeason(season, (month, day), (last_month, last_day), fen[season])
        for season, month, day, last_month, last_day in calendar
    )


def single_supplement(rows: tuple[DemoSeason, ...]) -> int:
    """Fen per person and night for a room alone: three tenths of the middle price."""
    middle = sorted(row.fen for row in rows)[len(rows) // 2]
    return middle * 3 // 10 // 1000 * 1000


def _night_fen(place: Place, season: str, *, min_nights: int, max_nights: int) -> int:
    level = chance(place.code, "price").randint(90, 106)
    kind: int = table("kinds")["kind"][place.kind]["price"]
    fen = _COMMON_YUAN[min_nights] * level * kind * _SEASON_PERCENT[season] // 10_000
    least = -(-LEAST_TRIP_FEN // min_nights // _STEP_FEN) * _STEP_FEN
    most = MOST_TRIP_FEN // max_nights // _STEP_FEN * _STEP_FEN
    return min(max(fen // _STEP_FEN * _STEP_FEN, least), most)
