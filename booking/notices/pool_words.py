"""What is told of pooled groups to the unions in them. A notice counts people; it never names a partner."""

from sites.foundation.language import N_

POOL_WHERE = N_(
    "%(site)s, %(check_in)s to %(check_out)s, %(pooled)s of %(least)s to %(most)s people."
)
# topic -> subject, text
OF_POOLS: dict[str, tuple[str, str]] = {
    "pool_opened": (
        N_("A union opens its stay to you"),
        N_(
            "Look at dates, price and what your rules say, and join with your own people by %(closes)s."
        ),
    ),
    "pool_joined": (
        N_("A union joined your pooled group"),
        N_("%(pooled)s people are there now; at least %(least)s are needed by %(closes)s."),
    ),
    "pool_left": (
        N_("A union left your pooled group"),
        N_("%(pooled)s people are there now. Your own stay stands as it was."),
    ),
}
