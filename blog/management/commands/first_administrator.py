import secrets

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "On a database without accounts, make an administrator and print the password once."

    def handle(self, *args, **options):
        users = get_user_model().objects
        if users.exists():
            return
        password = secrets.token_urlsafe(12)
        users.create_superuser("admin", "", password)
        self.stdout.write(
            f"An administrator was made. User: admin  Password: {password}\n"
            "It is shown this once; change it under Account in the admin."
        )
