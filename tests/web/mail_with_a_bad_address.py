"""A mail server that refuses letters to the first school."""

from collections.abc import Sequence
from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend


class Backend(EmailBackend):
    """Refuses one address as a server does, delivers the rest."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        if any("school1-home@example.org" in one.to for one in messages):
            raise SMTPRecipientsRefused({})
        return super().send_messages(messages)
