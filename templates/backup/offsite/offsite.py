"""Copies the dumps of the volume to an S3-compatible bucket, encrypted when a public key is given.

Runs in the container "backup-offsite", which sees the dumps read-only and has no password of the database. One object
for each dump, below its own prefix; an object appears only when it is complete. What the rules do not keep is deleted
there, counted by what is there: a lost volume deletes nothing.
"""

import hashlib
import io
import json
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pyrage
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, EndpointConnectionError, HTTPClientError

NAME = re.compile(r"[a-z][a-z0-9_-]*_(\d{8})T\d{6}Z\.dump(\.age)?")
EVERY = 60  # seconds between two looks
LATE = 3600  # seconds without a complete round until it counts as not healthy
DONE = Path("/tmp/done")  # noqa: S108  # a tmpfs of this container alone
CHUNK = 1 << 20

# What a store's answer means for the person who filled in the settings.
REGION = "the bucket is in another region than OFFSITE_REGION says"
HINTS = {
    "InvalidAccessKeyId": "the store does not know the key in OFFSITE_ACCESS_KEY",
    "SignatureDoesNotMatch": "OFFSITE_SECRET_KEY is not the other half of OFFSITE_ACCESS_KEY",
    "AccessDenied": "the owner of OFFSITE_ACCESS_KEY must be allowed to list, read, write and delete in this folder",
    "NoSuchBucket": "OFFSITE_BUCKET names a bucket that is not there: make it first",
    "NoSuchKey": "see what is there: python /offsite.py list",
    "AuthorizationHeaderMalformed": REGION,
    "PermanentRedirect": REGION,
    "RequestTimeTooSkewed": "the clock of this host is wrong",
}
UNREACHABLE = "the store cannot be reached at OFFSITE_ENDPOINT (empty: Amazon S3, in OFFSITE_REGION)"


def log(level: str, event: str, **fields: object) -> None:
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    # What `list` and `cat` print is read by programs.
    sink = sys.stderr if sys.argv[1:2] in (["list"], ["cat"]) else sys.stdout
    print(json.dumps({"time": stamp, "level": level, "event": event} | fields), file=sink, flush=True)


def setting(name: str) -> str:
    """NAME, or what stands in the file that NAME_FILE names; a secret that is empty stops the container."""
    file = os.environ.get(f"{name}_FILE")
    return Path(file).read_text(encoding="utf-8").removesuffix("\n") if file else os.environ.get(name, "")


def required(name: str) -> str:
    if value := setting(name):
        return value
    log("error", "stopped", reason=f"{name} is empty: fill it in, in .env or in secrets/ if there is one")
    sys.exit(2)


def kept(names: Iterable[str], last: int, daily: int, weekly: int, monthly: int) -> set[str]:
    """The same rules as those of `backup keep`: the newest ones, and the newest of each day, week and month."""
    stays: set[str] = set()
    seen: dict[str, set[object]] = {"day": set(), "week": set(), "month": set()}
    limits = {"day": daily, "week": weekly, "month": monthly}
    for count, name in enumerate(sorted(names, reverse=True)):
        found = NAME.fullmatch(name)
        if not found:
            continue
        day = datetime.strptime(found[1], "%Y%m%d").replace(tzinfo=UTC).date()
        if count < last:
            stays.add(name)
        keys = {"day": day, "week": day - timedelta(days=day.weekday()), "month": date(day.year, day.month, 1)}
        for kind, key in keys.items():
            if key not in seen[kind] and len(seen[kind]) < limits[kind]:
                seen[kind].add(key)
                stays.add(name)
    return stays


class Measured(io.RawIOBase):
    """Counts and hashes what is read from another stream."""

    def __init__(self, source: Any) -> None:
        self.source, self.size, self.hash = source, 0, hashlib.md5(usedforsecurity=False)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        chunk: bytes = self.source.read(size)
        self.size += len(chunk)
        self.hash.update(chunk)
        return chunk


class Offsite:
    def __init__(self) -> None:
        self.folder = Path(os.environ.get("BACKUP_FOLDER", "/backups"))
        self.name = required("BACKUP_NAME")
        self.bucket = required("OFFSITE_BUCKET")
        self.prefix = f"{os.environ.get('OFFSITE_PREFIX', '').strip('/')}/{self.name}/".lstrip("/")
        key = os.environ.get("OFFSITE_AGE_RECIPIENT", "")
        self.problem: Exception | None = None
        self.recipient = pyrage.x25519.Recipient.from_str(key) if key else None
        rules = ("LAST", "DAILY", "WEEKLY", "MONTHLY")
        self.rules = tuple(int(os.environ.get(f"BACKUP_KEEP_{rule}", "1")) for rule in rules)
        self.client = boto3.client(
            "s3",
            endpoint_url=os.environ.get("OFFSITE_ENDPOINT") or None,
            region_name=os.environ.get("OFFSITE_REGION") or "us-east-1",
            aws_access_key_id=required("OFFSITE_ACCESS_KEY"),
            aws_secret_access_key=required("OFFSITE_SECRET_KEY"),
            # Newer checksums are refused by stores that speak an older S3.
            config=Config(
                connect_timeout=10,
                read_timeout=60,
                retries={"max_attempts": 3, "mode": "standard"},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )

    def ours(self, name: str) -> bool:
        return NAME.fullmatch(name) is not None and name.startswith(f"{self.name}_")

    def there(self) -> dict[str, int]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix)
        found = {o["Key"].removeprefix(self.prefix): o["Size"] for page in pages for o in page.get("Contents", [])}
        return {name: size for name, size in found.items() if self.ours(name)}

    def here(self) -> dict[str, Path]:
        """The dumps of the volume, by the name that each has in the bucket."""
        end = ".age" if self.recipient else ""
        return {f"{path.name}{end}": path for path in self.folder.glob("*.dump") if self.ours(path.name)}

    def send(self, name: str, path: Path) -> None:
        started = time.monotonic()
        self.problem = None
        with path.open("rb") as plain:
            stream = Measured(self.encrypted(plain) if self.recipient else plain)
            self.client.upload_fileobj(stream, self.bucket, f"{self.prefix}{name}")
        head = self.client.head_object(Bucket=self.bucket, Key=f"{self.prefix}{name}")
        tag = head["ETag"].strip('"')
        # The tag of an object that went up in parts is no hash of it.
        if self.problem or head["ContentLength"] != stream.size or ("-" not in tag and tag != stream.hash.hexdigest()):
            self.client.delete_object(Bucket=self.bucket, Key=f"{self.prefix}{name}")
            raise OSError(f"{name} did not arrive whole")
        log("info", "copied", file=name, bytes=stream.size, seconds=round(time.monotonic() - started, 1))

    def encrypted(self, plain: Any) -> Any:
        """A stream of the encrypted dump; nothing of it is written to a disk here."""
        out, into = os.pipe()

        def work() -> None:
            with os.fdopen(into, "wb") as sink:
                try:
                    pyrage.encrypt_io(plain, sink, [self.recipient])
                except Exception as error:  # noqa: BLE001  # for the other thread: its stream ends too early
                    self.problem = error

        threading.Thread(target=work, daemon=True).start()
        return os.fdopen(out, "rb")

    def round(self) -> None:
        there, here = self.there(), self.here()
        wanted = kept({*there, *here}, *self.rules)
        for name in sorted(wanted & (here.keys() - there.keys())):
            self.send(name, here[name])
            there[name] = 0
        for name in sorted(there.keys() - kept(there, *self.rules)):
            self.client.delete_object(Bucket=self.bucket, Key=f"{self.prefix}{name}")
            log("info", "deleted", file=name)
        DONE.touch()

    def show(self) -> None:
        for name, size in sorted(self.there().items(), reverse=True):
            print(name, size)

    def cat(self, name: str) -> None:
        if not self.ours(name):
            raise OSError(f"{name} is no dump of {self.name}")
        body = self.client.get_object(Bucket=self.bucket, Key=f"{self.prefix}{name}")["Body"]
        for chunk in body.iter_chunks(CHUNK):
            sys.stdout.buffer.write(chunk)


def hint(error: Exception) -> dict[str, str]:
    if isinstance(error, ClientError):
        found = HINTS.get(error.response.get("Error", {}).get("Code", ""))
    else:
        found = UNREACHABLE if isinstance(error, EndpointConnectionError | HTTPClientError) else None
    return {"hint": found} if found else {}


def attempt(action: Callable[[], None]) -> bool:
    """Whether it worked; if not, the log has said why."""
    try:
        action()
    except (BotoCoreError, ClientError, OSError, pyrage.EncryptError) as error:
        log("error", "failed", reason=str(error)[:500], **hint(error))
        return False
    return True


def run() -> None:
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: (log("info", "ended"), os._exit(0)))
    offsite = Offsite()
    DONE.touch()
    log("info", "started", bucket=offsite.bucket, prefix=offsite.prefix, encrypted=offsite.recipient is not None)
    while not ended.is_set():
        attempt(offsite.round)
        ended.wait(EVERY)


def check() -> int:
    """Whether a round was complete within the last hour; a new container gets as much time."""
    age = time.time() - DONE.stat().st_mtime if DONE.exists() else LATE + 1
    print(f"the last complete round was {age / 60:.0f} minutes ago")
    return 0 if age <= LATE else 1


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["run"]:
            run()
        case ["now"]:
            sys.exit(0 if attempt(Offsite().round) else 1)
        case ["list"]:
            sys.exit(0 if attempt(Offsite().show) else 1)
        case ["cat", name]:
            offsite = Offsite()
            sys.exit(0 if attempt(lambda: offsite.cat(name)) else 1)
        case ["check"]:
            sys.exit(check())
        case _:
            sys.exit("usage: offsite.py run|now|list|cat NAME|check")
