"""The read model: every base's nights, prices and certificates as arrays in this process, fresh at each question.

Rows are the truth and the claim decides; what is answered here is a hint. Import it where it is used:
numpy is heavy.
"""

from sites.search.model.keeping import fresh

__all__ = ["fresh"]
