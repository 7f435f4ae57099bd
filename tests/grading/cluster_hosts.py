"""A scheduler and grading hosts for tests: programs of their own, in folders that share nothing with a course.

Where root is given, a host may be `elsewhere`: it runs as another user, in network and mount namespaces of its own, and
cannot make namespaces itself, so that its sandbox is the weaker one. Run as a program, this file is such a host.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

TESTS = Path(__file__).parents[1]
NUMBER = os.getpid()
NAMESPACE, CABLE, PLUG = f"grader-{NUMBER}", f"gr{NUMBER}a", f"gr{NUMBER}b"
HERE, THERE = (f"10.213.{NUMBER % 255}.{end}" for end in (1, 2))
"""Of these tests alone: others, in another clone, may run at the same time."""
PATIENCE = 300.0
"""Seconds in which a host starts or ends, on a machine that is busy with all else."""
OTHER_USER = "65534"
NEW_CERTIFICATE = (
    "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=grading"
    " -keyout key.pem -out cert.pem"
)
TLS = """
distributed:
  comm:
    timeouts: {{connect: 10s}}
    tls:
      ca-file: {folder}/cert.pem
      scheduler: {{cert: {folder}/cert.pem, key: {folder}/key.pem}}
      worker: {{cert: {folder}/cert.pem, key: {folder}/key.pem}}
      client: {{cert: {folder}/cert.pem, key: {folder}/key.pem}}
"""
ELSEWHERE = """
set -e
mount --make-rprivate /
mkdir -p {base}/python {base}/top
mount --bind {python} {base}/python
mount -t tmpfs -o mode=755 none /root
mkdir -p {python}
mount --bind {base}/python {python}
mount --rbind / {base}/top
exec chroot {base}/top setpriv --reuid={user} --regid={user} --clear-groups "$@"
"""
"""Bares the Python that may lie in root's home, and changes the root: whoever did cannot make user namespaces."""


class Hosts:
    """The scheduler's address, and what starts hosts for it. Everything lies in `base`, which others may read."""

    def __init__(self, base: Path, small: Path, *, elsewhere: bool) -> None:
        self.base, self._small, self.elsewhere = base, small, elsewhere
        self._environment = {"PATH": os.environ["PATH"], "HOME": str(base), "DASK_CONFIG": str(base / "tls.yaml")}
        self.running: list[subprocess.Popen[str]] = []
        self.host = HERE if elsewhere else "127.0.0.1"
        told = base / "scheduler.json"
        command = ["-m", "distributed.cli.dask_scheduler", "--no-dashboard", "--protocol", "tls"]
        self.scheduler = self._start([*command, "--host", self.host, "--port", "0", "--scheduler-file", str(told)])
        until(told.exists)
        until(lambda: "tls://" in told.read_text())
        self.address = next(part for part in told.read_text().split('"') if part.startswith("tls://"))

    def start(self, *, jobs: int = 1, elsewhere: bool = False, pretence: str = "") -> subprocess.Popen[str]:
        """Start a host, which pretends something or nothing."""
        command = [str(Path(__file__)), str(self._small), pretence, "worker", self.address, "--jobs", str(jobs)]
        return self._start(command, elsewhere=elsewhere and self.elsewhere)

    def _start(self, command: Sequence[str], *, elsewhere: bool = False) -> subprocess.Popen[str]:
        folder = self.base / f"host{len(self.running)}"
        folder.mkdir(mode=0o777)
        folder.chmod(0o777)
        before: list[str] = []
        if elsewhere:
            script = ELSEWHERE.format(base=self.base, python=Path(sys.base_prefix).parents[1], user=OTHER_USER)
            before = ["ip", "netns", "exec", NAMESPACE, "unshare", "-m", "sh", "-c", script, "sh"]
        with (folder / "stderr").open("w") as stderr:
            started = subprocess.Popen(
                [*before, sys.executable, *command],
                env=self._environment,
                cwd=folder,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
                text=True,
            )
        self.running.append(started)
        return started

    def said(self, host: subprocess.Popen[str]) -> str:
        return (self.base / f"host{self.running.index(host)}" / "stderr").read_text()

    def stop(self) -> None:
        for process in reversed(self.running):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in reversed(self.running):
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def hosts(small: Path) -> Iterator[Hosts]:
    """Give a scheduler that has no host yet, encrypted."""
    base = Path(tempfile.mkdtemp(prefix="grader-hosts-"))
    base.chmod(0o755)
    shutil.copytree(small, base / "small")
    subprocess.run(NEW_CERTIFICATE.split(), cwd=base, check=True, capture_output=True)
    (base / "key.pem").chmod(0o644)
    (base / "tls.yaml").write_text(TLS.format(folder=base))
    elsewhere = os.geteuid() == 0 and _wired()
    started = Hosts(base, base / "small", elsewhere=elsewhere)
    try:
        yield started
    finally:
        started.stop()
        if elsewhere:
            _ip("netns", "del", NAMESPACE)
        shutil.rmtree(base, ignore_errors=True)


def _wired() -> bool:
    """Make a network namespace that reaches this machine by a cable of its own; return whether that may be done."""
    for left in Path("/run/netns").glob("grader-[0-9]*"):  # of runs that were killed
        if not Path(f"/proc/{left.name.removeprefix('grader-')}").exists():
            _ip("netns", "del", left.name)
    return all(
        _ip(*words.split())
        for words in (
            f"netns add {NAMESPACE}",
            f"link add {CABLE} type veth peer name {PLUG} netns {NAMESPACE}",
            f"addr add {HERE}/30 dev {CABLE}",
            f"link set {CABLE} up",
            f"-n {NAMESPACE} addr add {THERE}/30 dev {PLUG}",
            f"-n {NAMESPACE} link set {PLUG} up",
            f"-n {NAMESPACE} link set lo up",
        )
    )


def _ip(*words: str) -> bool:
    return bool(shutil.which("ip")) and subprocess.run(["ip", *words], capture_output=True, check=False).returncode == 0


def until(condition: object, seconds: float = PATIENCE) -> None:
    """Wait until a condition holds."""
    assert callable(condition)
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.02)


def descendants(pid: int, what: str) -> list[int]:
    """Return the processes that a process has started, and those that they have, whose command holds some words."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        parents.setdefault(parent, []).append(int(stat.parent.name))
    found, left = [], [pid]
    while left:
        left += parents.get(left.pop(), [])
        found += left[-1:]
    return [one for one in dict.fromkeys(found) if what in _command(one)]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


if __name__ == "__main__":
    sys.path.insert(0, str(TESTS))
    import small_assignment

    from grader.cli.commands import main
    from grader.results import stamp

    small_assignment.make_known(sys.argv[1])
    if sys.argv[2] == "other versions":
        stamp._version = lambda name: "0.0"
    main(sys.argv[3:])
