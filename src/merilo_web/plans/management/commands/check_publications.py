"""`merilo-web check-publications`: look whether published plans are where they are said to be; for a timer."""

from django.core.management.base import BaseCommand

from merilo_web import clock
from merilo_web.plans.actions.site import keep_check
from merilo_web.plans.queries.site import due_checks, looked


class Command(BaseCommand):
    """Look at every address that was not looked at for a week."""

    help = "Проверить, открываются ли планы по адресам на сайтах организаций (каждую ночь; адрес — раз в неделю)"

    def handle(self, *_: object, **__: object) -> None:
        """One address after another; what a site answers stops nobody."""
        on, found = clock.today(), dict[str, int]()
        for plan in list(due_checks(on)):
            made = keep_check(plan, looked(plan.published_url), by=None, on=on, url=plan.published_url)
            words = made.get_outcome_display()
            found[words] = found.get(words, 0) + 1
        told = ", ".join(f"{words}: {number}" for words, number in sorted(found.items()))
        self.stdout.write(f"Проверено адресов: {sum(found.values())}.{f' {told}.' if told else ''}")
