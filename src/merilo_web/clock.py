"""The one place where the web system asks what time it is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone


def now() -> datetime:
    """This moment, aware, in UTC."""
    return timezone.now()


def today(zone: str = "") -> date:
    """The date in a territory's time zone; without one, in the server's."""
    return timezone.localdate(timezone=ZoneInfo(zone) if zone else None)
