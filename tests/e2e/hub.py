"""A JupyterHub with real system users in a temporary folder: it needs root, JupyterHub and its proxy."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from room import EXCHANGE, ROOT

BIN = Path(sys.executable).parent
START_SECONDS = 60
PROXY = "configurable-http-proxy"
COURSE_ID = "matrix_calculus"
SETTINGS = """
c = get_config()
c.JupyterHub.bind_url = "http://127.0.0.1:{ports[0]}"
c.JupyterHub.hub_port = {ports[1]}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{ports[2]}"
c.ConfigurableHTTPProxy.command = [{proxy!r}]
c.JupyterHub.log_level = "WARN"
c.JupyterHub.authenticator_class = "pam"
c.PAMAuthenticator.open_sessions = False
c.Authenticator.allowed_users = {users!r}
c.Spawner.cmd = [{server!r}]
c.Spawner.default_url = "/lab"
c.Spawner.start_timeout = c.Spawner.http_timeout = 60
c.Spawner.environment = {environment!r}
"""


def why_not() -> str:
    """Return what a hub lacks here, in words; an empty text where it can be started."""
    if os.geteuid() != 0:
        return "no JupyterHub: only root can start servers of other users"
    if importlib.util.find_spec("jupyterhub") is None:
        return "no JupyterHub: it is not installed; make hub"
    lacking = [name for name in (PROXY, "useradd", "userdel", "chpasswd") if not shutil.which(name)]
    if lacking:
        return f"no JupyterHub: {', '.join(lacking)} is not on PATH"
    tried = subprocess.run(
        [sys.executable, "-c", "import nbgrader, grader"],
        cwd="/", user="nobody", extra_groups=[], env={"HOME": "/"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if tried.returncode:
        return f"no JupyterHub: other users cannot run {sys.executable}: {tried.stderr.strip().splitlines()[-1:]}"
    return ""


@dataclass(frozen=True)
class Person:
    """A system user with a home and a password."""

    name: str
    password: str
    home: Path

    def owns(self, *paths: Path) -> None:
        """Give files and folders, with all that is in them, to this person."""
        account = pwd.getpwnam(self.name)
        for top in paths:
            for path in (top, *top.rglob("*")):
                os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)

    def run(self, *command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run a command as this person."""
        account = pwd.getpwnam(self.name)
        return subprocess.run(
            list(map(str, command)),
            cwd=cwd,
            user=account.pw_uid,
            group=account.pw_gid,
            extra_groups=os.getgrouplist(self.name, account.pw_gid),
            env={"HOME": str(self.home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "USER": self.name},
            capture_output=True,
            text=True,
            check=False,
        )


@dataclass(frozen=True)
class Hub:
    """A folder that all may enter, people, and what all of them share."""

    folder: Path
    people: Mapping[str, Person]
    ports: Sequence[int] = field(default_factory=lambda: free_ports(3))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.ports[0]}"

    @property
    def exchange(self) -> Path:
        return self.folder / "exchange"

    @property
    def shared(self) -> Path:
        """Where settings lie that hold for everybody, as /etc/jupyter does."""
        return self.folder / "etc"

    @contextlib.contextmanager
    def running(self, more: str = "") -> Iterator[str]:
        """Serve; give the address. `more` is added to the hub's settings."""
        settings = SETTINGS.format(
            ports=self.ports,
            proxy=shutil.which(PROXY),
            users={person.name for person in self.people.values()},
            server=str(BIN / "jupyterhub-singleuser"),
            environment={"JUPYTER_CONFIG_PATH": str(self.shared), "PYTHONWARNINGS": "ignore"},
        )
        place = self.folder / "hub"
        place.mkdir(mode=0o700)
        (place / "jupyterhub_config.py").write_text(settings + more, encoding="utf-8")
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "PYTHON", "PYTEST"))}
        with (place / "log").open("w") as log:
            process = subprocess.Popen([BIN / "jupyterhub"], cwd=place, env=environment, stdout=log, stderr=log)
            try:
                self._wait(process, place / "log")
                yield self.url
            finally:
                process.terminate()  # and it ends the servers of its users, and the proxy
                process.wait(120)

    def _wait(self, process: subprocess.Popen[bytes], log: Path) -> None:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and process.poll() is None:
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.url}/hub/api", timeout=5):
                return
            time.sleep(0.2)
        raise AssertionError(log.read_text(encoding="utf-8"))


def free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        opened = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in opened:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in opened]


@contextlib.contextmanager
def people(*roles: str) -> Iterator[Hub]:
    """Make system users, by their roles, with homes in a folder of their own; they are removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="grader-hub-", dir="/tmp"))
    folder.chmod(0o755)
    made: dict[str, Person] = {}
    try:
        for role in roles:
            person = Person(f"{role}{secrets.token_hex(3)}", secrets.token_hex(8), folder / "home" / role)
            (folder / "home").mkdir(exist_ok=True)
            command = ["useradd", "--create-home", "--home-dir", person.home, "--shell", "/bin/bash", person.name]
            subprocess.run(command, check=True, capture_output=True)
            made[role] = person
            person.home.chmod(0o700)
            said = f"{person.name}:{person.password}"
            subprocess.run(["chpasswd"], input=said, text=True, check=True, capture_output=True)
        yield Hub(folder, made)
    finally:
        for person in made.values():
            _end_processes(pwd.getpwnam(person.name).pw_uid)
            subprocess.run(["userdel", person.name], check=False, capture_output=True)
        shutil.rmtree(folder)


def _end_processes(uid: int) -> None:
    """End what a user of ours has left running, such as a kernel."""
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and entry.stat().st_uid == uid:
                os.kill(int(entry.name), signal.SIGKILL)


def lay_out(hub: Hub, instructor: Person, assignment: str, course_id: str = COURSE_ID) -> Path:
    """Set everything as docs/jupyterhub.md says: one exchange for all, a course that only its owner may read."""
    hub.exchange.mkdir(exist_ok=True)
    hub.exchange.chmod(0o777)
    hub.shared.mkdir(exist_ok=True)
    (hub.shared / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.Exchange.root = {str(hub.exchange)!r}\n", encoding="utf-8"
    )
    course = instructor.home / "course"
    for kind in ("source", "release"):
        shutil.copytree(ROOT / kind / assignment, course / kind / assignment)
    settings = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    settings = settings.replace(f'course_id = "{COURSE_ID}"', f"course_id = {course_id!r}")
    exchange = EXCHANGE.format(exchange=str(hub.exchange), cache=".cache").splitlines()[1]
    (course / "nbgrader_config.py").write_text(f"{settings}\n{exchange}\n", encoding="utf-8")
    course.chmod(0o700)
    jupyter = instructor.home / ".jupyter"
    jupyter.mkdir()
    (jupyter / "nbgrader_config.py").write_text(f"c = get_config()\nc.CourseDirectory.root = {str(course)!r}\n")
    instructor.owns(course, jupyter)
    return course
