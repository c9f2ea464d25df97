from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError, call_command

from users.services import preparation


class Command(BaseCommand):
    help = "Waits for the database, migrates it, and makes the first administrator if the environment names one."
    # The database may be away still.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--wait", type=float, default=60, help="Seconds to wait for the database (60).")

    def handle(self, *_args: Any, wait: float, **_options: Any) -> None:
        try:
            preparation.wait_for_database(wait, self._say)
            with preparation.migration_lock(5 * wait):
                call_command("migrate", interactive=False, stdout=self.stdout)
                if said := preparation.ensure_superuser():
                    self._say(said)
        except preparation.NotReady as error:
            raise CommandError(str(error)) from None

    def _say(self, message: str) -> None:
        self.stdout.write(message)
