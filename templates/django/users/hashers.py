from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2Hasher(Argon2PasswordHasher):
    """OWASP's parameters (19 MiB): with Django's 100 MiB, a few log-ins at once exceed the container's memory."""

    memory_cost = 19456
    time_cost = 2
    parallelism = 1
