"""A payment provider for demonstration and tests: its own process, its own money, invented cards.

It speaks the part of Stripe's interface that Tongxin calls, keeps state, and refuses what Stripe
refuses. It knows nothing of Tongxin and imports nothing of it; `python -m scheduler.double` runs it.
"""
