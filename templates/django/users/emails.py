"""One spelling for one e-mail address."""

import unicodedata


def canonical(email: str) -> str:
    return unicodedata.normalize("NFKC", email).strip().lower()
