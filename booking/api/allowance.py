"""How much a program may ask: so many requests a minute for its organisation, and few wrong tokens from one address."""

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.strategies import FixedWindowRateLimiter
from limits.errors import StorageError

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_
from sites.foundation.shield import counted_in, seconds_until

WRONG_TOKENS = RateLimitItemPerMinute(20)
QUESTIONS = RateLimitItemPerMinute(120)
Headers = dict[str, str]


class TooManyRequests(Refusal):
    code = "too_many_requests"
    kind = Kind.TOO_MANY
    words = N_(
        "Your organisation's programs have asked too often. Try again in %(seconds)s seconds."
    )

    def __init__(self, *, seconds: int, headers: Headers) -> None:
        super().__init__(seconds=seconds)
        self.headers = {"Retry-After": str(seconds), **headers}


class TooManyWrongTokens(Refusal):
    code = "too_many_wrong_tokens"
    kind = Kind.TOO_MANY
    words = N_("Too many wrong tokens from this address. Try again in %(seconds)s seconds.")

    def __init__(self, *, seconds: int) -> None:
        super().__init__(seconds=seconds)
        self.headers = {"Retry-After": str(seconds)}


class TooManyQuestions(Refusal):
    code = "too_many_questions"
    kind = Kind.TOO_MANY
    words = N_(
        "Too many trips were asked about from this address. Try again in %(seconds)s seconds."
    )

    def __init__(self, *, seconds: int) -> None:
        super().__init__(seconds=seconds)
        self.headers = {"Retry-After": str(seconds)}


class Allowance:
    """Counted in this process, or in Redis for all processes. With Redis away nobody is kept waiting."""

    def __init__(self, *, per_minute: int, redis_url: str) -> None:
        self.item = RateLimitItemPerMinute(per_minute)
        self.limiter = FixedWindowRateLimiter(counted_in(redis_url))

    async def take(self, organisation_id: int) -> Headers:
        """Count one request; the headers that say what is left. Refused: TooManyRequests."""
        admitted, left, seconds = await self._count(self.item, f"programs|{organisation_id}")
        headers = {
            "RateLimit-Policy": f'"organisation";q={self.item.amount};w=60',
            "RateLimit": f'"organisation";r={left};t={seconds}',
        }
        if not admitted:
            raise TooManyRequests(seconds=seconds, headers=headers)
        return headers

    async def note_wrong_token(self, address: str) -> None:
        """Count one wrong token. Refused: TooManyWrongTokens. Sound tokens from the same address still pass."""
        admitted, _left, seconds = await self._count(WRONG_TOKENS, f"wrong-token|{address}")
        if not admitted:
            raise TooManyWrongTokens(seconds=seconds)

    async def note_question(self, address: str) -> None:
        """Count one question of a program without token. Refused: TooManyQuestions."""
        admitted, _left, seconds = await self._count(QUESTIONS, f"question|{address}")
        if not admitted:
            raise TooManyQuestions(seconds=seconds)

    async def _count(self, item: RateLimitItem, name: str) -> tuple[bool, int, int]:
        try:
            admitted = await self.limiter.hit(item, name)
            window = await self.limiter.get_window_stats(item, name)
        except StorageError:
            return True, item.amount, 60
        return admitted, window.remaining, seconds_until(window.reset_time)
