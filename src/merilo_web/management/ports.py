"""The port on which a server is to listen."""

import errno
import socket

from django.core.management.base import CommandError


def refuse_taken(host: str, port: int) -> None:
    """Raise CommandError where nothing new may listen.

    The workers of a server share its port, so the system would let a second server share it too, and hand every
    request to one of both by chance: with another database, a person would be signed out at each other page.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                taken = f"Порт {port} занят: на нём уже работает другой сервер."
                raise CommandError(f"{taken} Остановите его или укажите другой порт: --port {port + 1}.") from error
            raise CommandError(f"На {host}:{port} слушать нельзя: {error.strerror}.") from error
