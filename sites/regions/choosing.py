"""Cities as the options of a form, by province, in the reader's language."""

from sites.foundation.language import locale
from sites.regions.gazetteer import provinces, regions

Options = list[tuple[str, list[tuple[str, str]]]]


def city_options() -> Options:
    """(province, [(code, city), ...]) for all cities of the delta, in the order of their codes."""
    return [
        (
            province.name_in(locale()),
            [(c.code, c.name_in(locale())) for c in regions() if c.province_code == province.code],
        )
        for province in provinces()
    ]
