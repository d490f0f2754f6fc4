"""One machine, nothing to set: `make run` and a plain `manage.py`.

Production in everything but where things lie: secret key and SQLite under var/, served to this
machine alone.
"""

import os
import secrets
from pathlib import Path

_VAR = Path(__file__).resolve().parents[2] / "var"


def _secret_key() -> str:
    """Made on first use, readable by its owner alone."""
    _VAR.mkdir(exist_ok=True)
    file = _VAR / "secret_key"
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(handle, "w") as stream:
        stream.write(secrets.token_urlsafe(50))
    return file.read_text().strip()


os.environ.setdefault("SECRET_KEY", _secret_key())
os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{_VAR / 'db.sqlite3'}")
os.environ.setdefault("HTTPS", "0")
os.environ.setdefault("BASE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")

from config.settings.production import *  # noqa: E402, F403
