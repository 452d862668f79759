"""How often a group robot may speak: each call is counted before it goes, whoever makes it."""

from datetime import datetime, timedelta
from typing import Any

from tortoise import fields
from tortoise.models import Model

from booking.notices.models import Robot
from sites.foundation import clock
from sites.foundation.database import transaction

A_MINUTE, WINDOW = 20, timedelta(seconds=60)


class RobotCall(Model):
    # What was sent to a robot within the minute, or is about to be. Older rows go with the next call.

    id = fields.IntField(primary_key=True)
    robot: Any = fields.ForeignKeyField(
        "booking.Robot", related_name="calls", on_delete=fields.RESTRICT
    )
    robot_id: int
    at = fields.DatetimeField()

    class Meta:
        app = "booking"
        table = "robot_calls"


@transaction
async def count_call(robot: str) -> int:
    """Count one call of the robot that is about to go: 0. Where twenty went within the minute nothing is counted, and the
    answer is the number of seconds to wait. A robot that was removed is not counted.
    """
    # The row's lock makes two workers count one after the other.
    row = (
        await Robot.filter(public_id=robot, removed_at=None).select_for_update(no_key=True).first()
    )
    if row is None:
        return 0
    now = clock.now()
    await RobotCall.filter(robot_id=row.id, at__lte=now - WINDOW).delete()
    earlier: Any = (
        await RobotCall.filter(robot_id=row.id).order_by("at").values_list("at", flat=True)
    )
    if len(earlier) >= A_MINUTE:
        return _seconds_until(earlier[-A_MINUTE] + WINDOW, now)
    await RobotCall.create(robot_id=row.id, at=now)
    return 0


@transaction
async def hush(robot: str, seconds: int) -> None:
    """The service hears nothing of the robot for so long: as if it had just spoken as often as it may, that much later."""
    row = (
        await Robot.filter(public_id=robot, removed_at=None).select_for_update(no_key=True).first()
    )
    if row is None:
        return
    at = clock.now() + timedelta(seconds=seconds) - WINDOW
    await RobotCall.bulk_create([RobotCall(robot_id=row.id, at=at) for _ in range(A_MINUTE)])


def _seconds_until(then: datetime, now: datetime) -> int:
    return max(1, int((then - now).total_seconds()) + 1)
