"""The one place where the web system asks what time it is."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """This moment, aware, in UTC; a demonstration may live on another day (`MERILO_TODAY`)."""
    return timezone.now() + _ahead(settings.ENVIRONMENT.today)


def today(zone: str = "") -> date:
    """The date in a territory's time zone; without one, in the server's."""
    return timezone.localdate(now(), timezone=ZoneInfo(zone) if zone else None)


@lru_cache(maxsize=8)
def _ahead(first_day: date | None) -> timedelta:
    """How far this process is from the real day: whole days, so that its day begins and ends when the real one does."""
    return first_day - timezone.localdate() if first_day else timedelta()
