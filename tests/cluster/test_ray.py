"""Ray: the bytes of the local engine, whatever is killed; refusals in one line; nothing left running."""

from __future__ import annotations

import http.server
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest

import pairwright

if TYPE_CHECKING:
    from tests.cluster.conftest import Cluster, Command

Snapshot = Callable[[Path], dict[str, str]]
Wait = Callable[..., Any]
# A quarter of a second a shard, so that something can be killed in the midst.
LONG = ("generate", "equations", "--rows", 4_000_000, "--shards", 16)
ON_RAY = ("--engine", "ray", "--workers", 2)
# An answer of each type, learners' mistakes, worked solutions; the recipe `everything` takes ten times as long.
TYPES = """
mistakes: frequent
wording: {answer: steps_first}
problems: {additive: {weight: 1}, compare_fractions: {weight: 1}, divisors: {weight: 1}, inequality: {weight: 1},
  long_division: {weight: 1}, make_the_target: {weight: 1}, mixed_number_sum: {weight: 1}, money: {weight: 1},
  polynomial_roots: {weight: 1}, story: {weight: 1, views: [buys, shared]}}
splits:
  train: {families: training, rows: 4000, layout: preference}
"""
# Workers that are lost, and no more taken than there is room for; each in one line of its own.
SCRIPT = """
import os
from pairwright.engines import ray
from pairwright.errors import EngineError
taken = []
def items():
    for item in range(12):
        taken.append(item)
        yield -item
most = max(len(taken) - received for received, _ in enumerate(ray.as_done(abs, items(), workers=2)))
print(sorted(ray.as_done(abs, [-3, -1], workers=1)), most, len(taken))
ray._RETRIES = 1
for work in (os._exit, int):
    try:
        list(ray.as_done(work, ["x" if work is int else 7]))
    except EngineError as error:
        print(error)
"""


@pytest.fixture(scope="session")
def undisturbed(command: Command, snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The long run as the local engine makes it."""
    folder = tmp_path_factory.mktemp("local") / "data"
    command.ok(*LONG, "--out", folder, "--quiet")
    return snapshot(folder)


def _records(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob(".unfinished/records/*.json")}


def _busy(cluster: Cluster) -> list[psutil.Process]:
    """The workers of the cluster that have a task at hand."""
    found = psutil.Process(cluster.process.pid).children(recursive=True)
    return [process for process in found if _title(process).startswith("ray::_done")]


def _title(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""


def _none_runs(processes: list[psutil.Process]) -> bool:
    return not [each for each in processes if each.is_running() and each.status() != psutil.STATUS_ZOMBIE]


def test_a_killed_worker_costs_nothing_but_time(
    cluster: Cluster, undisturbed: dict[str, str], snapshot: Snapshot, wait_until: Wait, tmp_path: Path
) -> None:
    with cluster.start(*LONG, *ON_RAY, "--out", "data", "--quiet", cwd=tmp_path) as process:
        wait_until(lambda: len(_records(tmp_path / "data")) >= 2 or process.poll() is not None)
        assert process.poll() is None
        victim = wait_until(lambda: _busy(cluster))[0]
        victim.kill()
        assert process.communicate(timeout=120) == ("", "")
    assert process.returncode == 0
    assert _none_runs([victim])
    assert snapshot(tmp_path / "data") == undisturbed


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_stopped_driver_goes_on_elsewhere(
    number: signal.Signals,
    cluster: Cluster,
    command: Command,
    undisturbed: dict[str, str],
    snapshot: Snapshot,
    wait_until: Wait,
    tmp_path: Path,
) -> None:
    with cluster.start(*LONG, *ON_RAY, "--out", tmp_path, "--address", cluster.address) as process:
        wait_until(lambda: len(_records(tmp_path)) >= 3 or process.poll() is not None)
        process.send_signal(number)
        said, complained = process.communicate(timeout=30)
    told = {signal.SIGKILL: (-9, ""), signal.SIGINT: (130, "pairwright: stopped")}[number]
    assert (process.returncode, complained.partition(";")[0], said) == (*told, "")
    # The cluster ends what the driver had begun.
    wait_until(lambda: not _busy(cluster))
    assert not (tmp_path / "manifest.json").exists()
    whole = sorted(_records(tmp_path))
    before = {name: (tmp_path / ".unfinished/shards" / name).stat().st_mtime_ns for name in whole}
    assert 3 <= len(whole) < 16
    command.ok(*LONG, "--out", tmp_path, "--resume", "--quiet")
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in whole} == before
    assert snapshot(tmp_path) == undisturbed


def test_a_ray_of_its_own_ends_with_the_run(
    command: Command, undisturbed: dict[str, str], snapshot: Snapshot, wait_until: Wait, tmp_path: Path
) -> None:
    with command.start(*LONG, *ON_RAY, "--out", tmp_path) as process:
        wait_until(lambda: _records(tmp_path) or process.poll() is not None)
        started = psutil.Process(process.pid).children(recursive=True)
        assert sum(_title(each).startswith("ray::") for each in started) >= 2
        process.send_signal(signal.SIGTERM)
        said, complained = process.communicate(timeout=30)
    assert (process.returncode, said, complained.count("\n")) == (130, "", 1)
    assert complained.startswith("pairwright: stopped")
    wait_until(lambda: _none_runs(started), seconds=15)
    command.ok(*LONG, "--out", tmp_path, "--resume", "--quiet")
    assert snapshot(tmp_path) == undisturbed


def test_parquet_by_a_ray_of_its_own(command: Command, snapshot: Snapshot, tmp_path: Path) -> None:
    words = ("generate", "mistakes", "--rows", 100_000, "--distinct", "--shards", 3, "--format", "parquet")
    said = command.ok(*words, *ON_RAY, "--out", "rays", cwd=tmp_path)
    assert "all certified, in rays" in said
    command.ok(*words, "--out", tmp_path / "local")
    assert snapshot(tmp_path / "rays") == snapshot(tmp_path / "local")


def test_all_types_of_answers_are_the_same_by_ray(command: Command, snapshot: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "types.yaml").write_text(TYPES, encoding="utf-8")
    words = ("generate", tmp_path / "types.yaml", "--shards", 2)
    command.ok(*words, *ON_RAY, "--out", tmp_path / "rays")
    command.ok(*words, "--out", tmp_path / "local")
    assert snapshot(tmp_path / "rays") == snapshot(tmp_path / "local")


def test_the_room_is_kept_and_lost_tasks_are_told(cluster: Cluster) -> None:
    words = [sys.executable, "-c", SCRIPT]
    done = subprocess.run(
        words, env=cluster.environment, capture_output=True, text=True, timeout=120, start_new_session=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    first, lost, failed = done.stdout.splitlines()
    assert first == "[1, 3] 2 12"
    assert lost.startswith("ray: a task was lost 2 times (The worker died unexpectedly")
    assert lost.endswith("go on with --resume")
    assert failed.startswith("ray: a task failed (invalid literal for int() with base 10: 'x'")


def test_a_place_that_workers_do_not_share_is_refused(cluster: Cluster) -> None:
    line = cluster.refused("generate", "--rows", 100, *ON_RAY, "--out", "memory://nowhere")
    assert "memory://nowhere: a worker does not see the dataset that was begun there" in line


def test_workers_of_another_version_are_refused(cluster: Cluster, tmp_path: Path) -> None:
    shutil.copytree(Path(pairwright.__file__).parent, tmp_path / "src" / "pairwright")
    (tmp_path / "src" / "pairwright" / "version.py").write_text('__version__ = "9.9.9"\n', encoding="utf-8")
    other = cluster.with_environment(PYTHONPATH=str(tmp_path / "src"))
    line = other.refused("generate", "--rows", 100, *ON_RAY, "--out", tmp_path / "data")
    assert f"a worker has pairwright {pairwright.__version__} and polars" in line
    assert "here is pairwright 9.9.9" in line
    assert not (tmp_path / "data").exists()


def test_wrong_addresses_are_refused(command: Command, tmp_path: Path) -> None:
    words = ("generate", "--rows", 100, *ON_RAY, "--out", tmp_path / "data", "--address")
    assert "127.0.0.1:1 cannot be reached ([Errno 111] Connection refused); check --address" in command.refused(
        *words, "127.0.0.1:1"
    )
    assert "Invalid address format: junk" in command.refused(*words, "junk")
    # Not Ray, but a dashboard perhaps.
    with http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1})
        thread.start()
        line = command.refused(*words, f"127.0.0.1:{server.server_port}")
        server.shutdown()
        thread.join()
    assert "no Ray answers there; the port of a cluster is 6379 unless it was set" in line
    assert not (tmp_path / "data").exists()


def test_without_ray_the_extra_is_named(command: Command, tmp_path: Path) -> None:
    (tmp_path / "ray.py").write_text('raise ImportError("no ray")\n', encoding="utf-8")
    search = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    without = command.with_environment(PYTHONPATH=search)
    line = without.refused("generate", "--rows", 100, *ON_RAY, "--out", tmp_path / "data")
    assert line.startswith("pairwright: --engine ray needs an extra; pip install 'pairwright[ray]', in a checkout")
