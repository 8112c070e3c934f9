"""What the invented municipality has lived through: last year's cycle is finished, this year's is in fieldwork."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction

from merilo_web.demo import plans, year, yearly
from merilo_web.demo.people import admit
from merilo_web.demo.setting import Year
from merilo_web.demo.territory import settle

Say = Callable[[str], None]


@transaction.atomic
def tell(on: date, *, say: Say) -> None:
    """Make everything, all or nothing; `on` is the day on which it is shown."""
    say("муниципалитет: 75 организаций, совет, оператор, люди")
    began_on = on - timedelta(days=75)
    last = began_on.year - 1
    place = settle(began_on)
    people = admit(place, on=date(last - 1, 9, 1))
    past = Year(place, people, date(last, 2, 3), date(last, 4, 1), date(last, 5, 30))
    present = Year(place, people, began_on, on - timedelta(days=20), on + timedelta(days=20))
    say(f"цикл {past.begins_on.year} года: от перечня до рассмотренных результатов")
    version = year.finished(past)
    say(f"планы организаций по итогам {past.begins_on.year} года")
    version.cycle.refresh_from_db()
    plans.made(past, version.cycle, version, until=on)
    yearly.made(past, until=on)
    say(f"цикл {present.begins_on.year} года: идёт сбор информации")
    year.in_fieldwork(present)
