"""`merilo-web invite EMAIL`: the first people, when there is nobody yet who could invite them from a page."""

from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from merilo_web import clock
from merilo_web.accounts import invitations
from merilo_web.accounts.roles import AUTHORITY, Role
from merilo_web.registry.actions.mandates import InvitationFacts, invite_from_console
from merilo_web.registry.models import Authority


class Command(BaseCommand):
    """Invites a system administrator or an authority's administrator and prints the link."""

    help = "Пригласить первого администратора и напечатать ссылку, по которой он задаст пароль"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, in what role, where."""
        parser.add_argument("email", help="электронная почта")
        parser.add_argument("--name", default="", help="фамилия, имя, отчество")
        roles = [Role.SYSTEM_ADMIN.value, *sorted(AUTHORITY)]
        parser.add_argument("--role", choices=roles, default=Role.SYSTEM_ADMIN.value, help="роль")
        parser.add_argument("--authority", type=int, help="номер органа власти, для ролей органа власти")

    def handle(self, *_: object, **options: str) -> None:
        """Invite and print the link."""
        role = Role(options["role"])
        place = Authority.objects.filter(pk=options["authority"]).first() if options["authority"] else None
        if (place is None) != (role is Role.SYSTEM_ADMIN):
            known = "; ".join(f"{one.pk} — {one}" for one in Authority.objects.order_by("pk")[:50]) or "пока нет"
            raise CommandError(f"Для роли органа власти задайте --authority номером. Органы власти: {known}.")
        facts = InvitationFacts(options["email"], options["name"] or options["email"], role, place)
        try:
            validate_email(facts.email)
            invited = invite_from_console(facts, on=clock.today())
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from None
        if invited.known:
            self.stdout.write("Учётная запись уже есть: полномочие выдано.")
            return
        if not invitations.send(invited.user):
            self.stderr.write("Письмо не ушло: почтовый сервер не ответил. Передайте ссылку сами.")
        self.stdout.write(invitations.address(invited.user))
