"""What hypothesis draws from, where more than one test module needs it."""

from datetime import UTC, datetime

from hypothesis import strategies as st


def instants(first_year: int = 2000, last_year: int = 2100) -> st.SearchStrategy[datetime]:
    """Instants in UTC from the beginning of one year to that of another."""
    bounds = (datetime(year, 1, 1) for year in (first_year, last_year))  # noqa: DTZ001 - hypothesis adds the zone
    return st.datetimes(*bounds, timezones=st.just(UTC))
