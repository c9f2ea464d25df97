"""The queue: what is sent, what the periodic task takes away, and how the worker says that it lives."""

import json
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

import pytest
from celery import shared_task
from celery.app.task import Context
from django.conf import settings
from django.utils import timezone

from project import celery, heartbeat
from project.logs import request_id
from users.models import LoginAttempt, RevokedToken
from users.tasks import prune

AWKWARD = "a b#c'd\"e\\f@h:i/j%k$l"


@shared_task
def told_id() -> str:
    return request_id.get()


@pytest.fixture
def at_once() -> Iterator[None]:
    celery.app.conf.task_always_eager = True
    yield
    celery.app.conf.task_always_eager = False


def test_the_password_reaches_the_queue_whatever_it_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VALKEY_HOST", "valkey")
    monkeypatch.setenv("VALKEY_USER", "worker")
    monkeypatch.setenv("VALKEY_PASSWORD", AWKWARD)
    parts = urlsplit(celery.broker_url())
    assert (parts.hostname, parts.port, parts.username) == ("valkey", 6379, "worker")
    assert unquote(parts.password or "") == AWKWARD


def test_there_is_no_queue_without_valkey(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VALKEY_HOST", raising=False)
    assert celery.broker_url() == "memory://"


def test_tasks_are_json_and_outlive_their_worker() -> None:
    conf = celery.app.conf
    assert (conf.task_serializer, conf.accept_content) == ("json", ["json"])
    assert conf.task_acks_late
    assert conf.task_reject_on_worker_lost
    assert not conf.worker_enable_remote_control


def test_no_task_counts_as_lost_while_it_may_still_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKER_TIME_LIMIT", "3600")
    conf = celery.configuration()
    assert conf["task_soft_time_limit"] < conf["task_time_limit"]
    assert conf["task_time_limit"] < conf["broker_transport_options"]["visibility_timeout"]


@pytest.mark.parametrize(("wanted", "kept"), [("true", True), ("false", False)])
def test_results_are_kept_when_asked_for(monkeypatch: pytest.MonkeyPatch, wanted: str, kept: bool) -> None:
    monkeypatch.setenv("WORKER_RESULTS", wanted)
    conf = celery.configuration()
    assert (conf["result_backend"] is not None, conf["task_ignore_result"]) == (kept, not kept)


@pytest.mark.django_db
def test_what_has_expired_leaves_the_database_and_nothing_else(at_once: None) -> None:
    now = timezone.now()
    for name, hours in (("old", -1), ("new", 1)):
        RevokedToken.objects.create(token_id=name, expires_at=now + timedelta(hours=hours))
        LoginAttempt.objects.create(key=name, last_attempt_at=now + timedelta(hours=2 * hours))
        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session["name"] = name
        session.set_expiry(now + timedelta(hours=hours))
        session.save()
    prune.delay().get()
    assert [token.token_id for token in RevokedToken.objects.all()] == ["new"]
    assert [attempt.key for attempt in LoginAttempt.objects.all()] == ["new"]
    sessions = import_module(settings.SESSION_ENGINE).SessionStore.get_model_class().objects.all()
    assert [session.get_decoded()["name"] for session in sessions] == ["new"]


def test_beat_knows_the_task_by_its_name() -> None:
    for entry in celery.app.conf.beat_schedule.values():
        assert entry["task"] in celery.app.tasks


def test_a_task_is_sent_with_the_id_of_its_request() -> None:
    token = request_id.set("req-12345678")
    headers: dict[str, str] = {}
    celery.send_request_id(headers=headers)
    request_id.reset(token)
    assert headers == {"request_id": "req-12345678"}
    celery.send_request_id(headers=None)


def test_a_task_logs_under_that_id_and_under_its_own_without(at_once: None) -> None:
    task = SimpleNamespace(request=Context({"id": "task-2", "request_id": "req-12345678"}))
    celery.take_request_id(task=task)
    assert request_id.get() == "req-12345678"
    celery.drop_request_id(task=task)
    assert told_id.apply(task_id="task-1").get() == "task-1"
    assert request_id.get() == ""


def test_logs_are_those_of_django(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict] = []
    monkeypatch.setattr(celery, "dictConfig", seen.append)
    celery.log_as_django_does(loglevel=20)
    assert json.dumps(seen[0]["formatters"]["json"]) == '{"()": "project.logs.JsonFormatter"}'


def test_the_worker_touches_its_file_while_it_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "heartbeat"
    monkeypatch.setattr(heartbeat, "FILE", file)
    calls: list[float] = []
    timer = SimpleNamespace(call_repeatedly=lambda seconds, _: calls.append(seconds) or SimpleNamespace(cancel=list))
    worker = SimpleNamespace(timer=timer, steps=[])
    step = heartbeat.Heartbeat(worker)
    step.stop(worker)
    step.start(worker)
    assert file.exists()
    assert calls == [heartbeat.SECONDS]
    step.stop(worker)
    assert not file.exists()


def test_beat_touches_its_file_with_each_look_at_the_timetable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "heartbeat"
    monkeypatch.setattr(heartbeat, "FILE", file)
    scheduler = heartbeat.Scheduler(celery.app, schedule_filename=str(tmp_path / "schedule"))
    assert scheduler.tick() > 0
    assert file.exists()
    scheduler.close()
