"""`./manage.py invite EMAIL`: the way in for the first administrator, and for scripts."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kiem.foundation.accounts.actions import Invitation, invite_person
from kiem.foundation.accounts.letters import invitation_link
from kiem.foundation.accounts.roles import Role

__all__ = ["Command"]


class Command(BaseCommand):
    """Invites a person, and prints the link by which they choose a password."""

    help = "Invite a person and print their link."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whom, as what."""
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        parser.add_argument("--role", choices=Role.values, default=Role.ADMINISTRATOR.value)
        parser.add_argument("--language", default="en")

    def handle(self, *args: object, **options: str) -> None:
        """Do it; a person who is known is an error."""
        del args
        invitation = Invitation(options["email"], options["name"], Role(options["role"]), options["language"])
        try:
            person = invite_person(by=None, invitation=invitation)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        self.stdout.write(invitation_link(person))
