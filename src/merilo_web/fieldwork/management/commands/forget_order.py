"""`merilo-web forget_order`: leave no trace of the order in which answers came; run every night."""

from typing import Any

from django.core.management.base import BaseCommand

from merilo_web.fieldwork.actions.order import forget_order


class Command(BaseCommand):
    """Leave no trace of the order in which answers came."""

    help = "Стереть следы порядка, в котором пришли анкеты (каждую ночь)"

    def handle(self, *_: str, **__: Any) -> None:  # noqa: ANN401 - Django's own signature
        forget_order()
        self.stdout.write("Порядок поступления анкет стёрт.")
