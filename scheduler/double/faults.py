"""What goes wrong on purpose, so that callers can prove that they bear it."""

import random
from dataclasses import dataclass, field

# before, after: HTTP 500 without and with the effect; lost: the effect, and no answer; busy: 409; many: 429;
# silence: the effect, and an answer that comes too late; html: an answer that is no JSON.
WAYS = ("before", "after", "lost", "busy", "many", "silence", "html")


@dataclass
class Faults:
    """`plan` hits the next calls to a path, one after the other; `rate` hits any call by chance, from a seed.

    For events: `drop` and `duplicate` are chances, `delay` seconds before each, `shuffled` mixes what waits,
    `is_silent` tells nobody anything.
    """

    plan: list[tuple[str, str]] = field(default_factory=list)
    rate: float = 0
    ways: tuple[str, ...] = ("before", "after", "lost", "busy", "many")
    silence: float = 20
    drop: float = 0
    duplicate: float = 0
    delay: float = 0
    shuffled: bool = False
    is_silent: bool = False
    chance: random.Random = field(default_factory=lambda: random.Random(1))

    def strikes(self, path: str) -> str:
        """The way in which this call goes wrong; empty when it does not."""
        for at, (where, way) in enumerate(self.plan):
            if path.startswith(where):
                del self.plan[at]
                return way
        is_hit = self.rate and self.chance.random() < self.rate
        return self.chance.choice(self.ways) if is_hit else ""

    def told(self, waiting: list[str]) -> list[str]:
        """The order in which waiting events are told: some twice, some never."""
        order = [one for one in waiting if self.chance.random() >= self.drop]
        order += [one for one in order if self.chance.random() < self.duplicate]
        if self.shuffled:
            self.chance.shuffle(order)
        return order
