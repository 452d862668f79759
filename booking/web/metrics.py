"""What is counted, in the words of Prometheus. Routes are templates: no id and no person in a label."""

from collections.abc import Iterable, Mapping

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from booking import stays
from booking.stays import State
from sites.foundation import clock, observe, outbox

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
ABOUT_REQUESTS = ["method", "route", "status"]


async def text() -> str:
    """The requests of this process; queue and stays as the database has them."""
    registry = CollectorRegistry()
    found = [*_requests(), *_queue(await outbox.state()), _stays(await stays.counts_by_state())]
    registry.register(_Gathered(found))
    return generate_latest(registry).decode()


class _Gathered(Collector):
    """Prometheus asks without waiting; so everything is gathered before it asks."""

    def __init__(self, metrics: list[Metric]) -> None:
        self.metrics = metrics

    def collect(self) -> Iterable[Metric]:
        return self.metrics


def _requests() -> list[Metric]:
    count = CounterMetricFamily("tongxin_requests", "Requests answered.", labels=ABOUT_REQUESTS)
    spent = CounterMetricFamily("tongxin_request_seconds", "Seconds spent on them.", labels=ABOUT_REQUESTS)  # fmt: skip
    for (method, route, status), (number, seconds) in observe.answered().items():
        count.add_metric([method, route, str(status)], number)
        spent.add_metric([method, route, str(status)], seconds)
    return [count, spent]


def _queue(state: outbox.OutboxState) -> list[Metric]:
    age = (clock.now() - state.oldest_due).total_seconds() if state.oldest_due else 0
    rows = {
        "tongxin_outbox_waiting": ("Rows due and not taken.", state.waiting),
        "tongxin_outbox_running": ("Rows under way.", state.running),
        "tongxin_outbox_dead": ("Rows that failed every attempt.", state.dead),
        "tongxin_outbox_oldest_seconds": ("How long the oldest due row has waited.", age),
    }
    return [GaugeMetricFamily(name, about, value=value) for name, (about, value) in rows.items()]


def _stays(counts: Mapping[State, int]) -> Metric:
    by_state = GaugeMetricFamily(
        "tongxin_stays", "Stays by state; held ones are the open holds.", labels=["state"]
    )
    for state, number in counts.items():
        by_state.add_metric([state.value], number)
    return by_state
