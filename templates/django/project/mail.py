"""How Django hands in its mail: EMAIL_* in the environment. Without EMAIL_HOST it sends none."""

from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured

from project import env

# Seconds. A relay that does not answer must not hold a worker longer than the edge waits.
TIMEOUT = 10


@dataclass(frozen=True)
class Mail:
    backend: str
    host: str
    port: int
    user: str
    password: str
    starttls: bool
    tls: bool
    sender: str


def from_environment(without_host: str) -> Mail:
    """`without_host` is the backend where no host is named."""
    host = env.text("EMAIL_HOST")
    mode = env.text("EMAIL_TLS", "starttls")
    if mode not in {"starttls", "tls", "none"}:
        raise ImproperlyConfigured("EMAIL_TLS must be starttls, tls or none.")
    user = env.text("EMAIL_USER")
    password = env.given_secret("EMAIL_PASSWORD")
    if user and not password:
        raise ImproperlyConfigured(
            "EMAIL_PASSWORD is empty, but EMAIL_USER is set. Fill it in, in .env or in secrets/ if there is one."
        )
    return Mail(
        backend="django.core.mail.backends.smtp.EmailBackend" if host else without_host,
        host=host,
        port=env.whole_number("EMAIL_PORT", 587, 1, 65535),
        user=user,
        password=password,
        starttls=mode == "starttls",
        tls=mode == "tls",
        sender=env.text("EMAIL_FROM", "no-reply@localhost"),
    )
