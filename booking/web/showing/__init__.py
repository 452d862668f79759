"""A stay's values turned into what the components of its pages want. Shared by both sides of a stay."""

from booking.web.showing.happenings import Happening, happenings
from booking.web.showing.key_facts import days_until, group_line, key_facts
from booking.web.showing.left import day_left, left_of, within_days
from booking.web.showing.numbers import FiveNumbers, NightRow, five_numbers
from booking.web.showing.price import Part, PriceLine, by_head, by_night, parts
from booking.web.showing.span import span
from booking.web.showing.steps import Step, steps
from booking.web.showing.tasks import Task, done, due_at, due_on, in_order
from booking.web.showing.thread import Said, thread
from booking.web.showing.tiers import TierLine, free_until, tier_line, tiers
from booking.web.showing.waiting import (
    missing_in_words,
    offer_in_words,
    opening_in_words,
    place_in_words,
    rule_in_words,
    wait_dates,
    why_in_words,
)

__all__ = [
    "FiveNumbers",
    "Happening",
    "NightRow",
    "Part",
    "PriceLine",
    "Said",
    "Step",
    "Task",
    "TierLine",
    "by_head",
    "by_night",
    "day_left",
    "days_until",
    "done",
    "due_at",
    "due_on",
    "five_numbers",
    "free_until",
    "group_line",
    "happenings",
    "in_order",
    "key_facts",
    "left_of",
    "missing_in_words",
    "offer_in_words",
    "opening_in_words",
    "parts",
    "place_in_words",
    "rule_in_words",
    "span",
    "steps",
    "thread",
    "tier_line",
    "tiers",
    "wait_dates",
    "why_in_words",
    "within_days",
]
