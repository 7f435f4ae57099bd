"""Where the attacks take place: a scratch course full of things worth stealing, and all that watches over them."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import site
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

TRACE = "attack-trace"
"""Part of the name of every file that an attack leaves outside its own folder."""
MEMORY_MB = 256
"""That a submission may use here."""
SECRETS = ("environment", "course", "home", "neighbour", "earlier", "victim", "socket")
HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent


@dataclass
class Scene:
    """The places that attacks know, the secrets that lie there, and which services were reached."""

    folder: Path
    victim: subprocess.Popen[str]
    port: int
    secrets: dict[str, str]
    visitors: list[str] = field(default_factory=list)

    @property
    def course(self) -> Path:
        return self.folder / "course"

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def tmp(self) -> Path:
        return self.folder / "tmp"

    @property
    def diary(self) -> Path:
        return self.folder / "victim.txt"

    @property
    def places(self) -> dict[str, str]:
        """Return what ``@NAME@`` stands for in an attack."""
        return {
            "COURSE": str(self.course),
            "HOME": str(self.home),
            "TMP": str(self.tmp),
            "REPOSITORY": str(REPOSITORY),
            "SITE": site.getsitepackages()[0],
            "PORT": str(self.port),
            "SOCKET": f"attack-{self.port}",
            "UNIX_SOCKET": str(self.folder / "service"),
            "VICTIM": str(self.victim.pid),
            "TRACE": TRACE,
            "MEMORY_MB": str(MEMORY_MB),
        }


@contextlib.contextmanager
def make_scene(folder: Path) -> Iterator[Scene]:
    """Lay out the scene: secrets in every place, a bystander, and services that record every visit."""
    hidden = {place: f"secret-{place}-{secrets.token_hex(8)}" for place in SECRETS}
    victim = subprocess.Popen(
        [sys.executable, str(HERE / "victim.py"), str(folder / "victim.txt"), hidden["victim"]],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert victim.stdout
    assert victim.stdout.readline() == "ready\n"
    with socket.create_server(("127.0.0.1", 0)) as tcp:
        scene = Scene(folder, victim, tcp.getsockname()[1], hidden)
        for place in (scene.course, scene.home / ".ssh", scene.tmp):
            place.mkdir(parents=True)
        try:
            with _services(scene, tcp):
                yield scene
        finally:
            victim.kill()
            victim.wait()
            victim.stdout.close()
            for left in traces(scene):
                left.unlink(missing_ok=True)
            subprocess.run(["rm", "-rf", scene.course], check=False)  # some of it is too deep for Python


def hide_secrets(scene: Scene) -> None:
    """Lay the secrets into the course and the home, as an instructor's files lie there."""
    for path, place in (
        (scene.course / "secret.txt", "course"),
        (scene.course / "source" / "secret_master.py", "course"),
        (scene.home / ".ssh" / "id_ed25519", "home"),
        (scene.home / ".netrc", "home"),
        (scene.course / "submitted" / "neighbour" / "a1_derivatives" / "diary.txt", "neighbour"),
        (scene.course / "autograded" / "earlier" / "a1_derivatives" / "results.json", "earlier"),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(scene.secrets[place] + "\n", encoding="utf-8")
        path.chmod(0o644)


def command_environment(scene: Scene) -> dict[str, str]:
    """Return what the grading command finds in its environment: a secret too."""
    return os.environ | {
        "HOME": str(scene.home),
        "TMPDIR": str(scene.tmp),
        "COURSE_SECRET": scene.secrets["environment"],
    }


@contextlib.contextmanager
def _services(scene: Scene, tcp: socket.socket) -> Iterator[None]:
    """Answer on TCP, UDP and two kinds of Unix sockets, with a secret, and record every visit."""
    services = {"tcp": tcp, "udp": socket.socket(socket.AF_INET, socket.SOCK_DGRAM)}
    services["udp"].bind(("127.0.0.1", scene.port))
    for name, address in (("unix", str(scene.folder / "service")), ("abstract", f"\0attack-{scene.port}")):
        services[name] = socket.socket(socket.AF_UNIX)
        services[name].bind(address)
        services[name].listen()
    (scene.folder / "service").chmod(0o777)
    threads = [threading.Thread(target=_answer, args=(scene, name, service)) for name, service in services.items()]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for service in services.values():
            with contextlib.suppress(OSError):
                service.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join()
        for service in services.values():
            service.close()


def _answer(scene: Scene, name: str, service: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while True:
            if name == "udp":
                _, visitor = service.recvfrom(100)
                if visitor is None:  # shut down
                    return
                service.sendto(scene.secrets["socket"].encode(), visitor)
            else:
                connection, _ = service.accept()
                with connection:
                    connection.sendall(scene.secrets["socket"].encode())
            scene.visitors.append(name)


# ── afterwards ─────────────────────────────────────────────────────────────────────────────────────────────


def fingerprint(course: Path) -> dict[str, str]:
    """Return a hash of every file of the course but for what grading writes."""
    return {
        str(path.relative_to(course)): _fingerprint(path)
        for path in files(course)
        if path.relative_to(course).parts[0] not in ("autograded", "feedback")
        and not path.name.startswith(("gradebook.db", "."))
    }


def _fingerprint(path: Path) -> str:
    size = path.stat().st_size
    return hashlib.sha256(path.read_bytes()).hexdigest() if 0 < size <= 2**25 else f"{size} bytes"


def files(folder: Path) -> Iterator[Path]:
    """Yield the plain files below a folder, however deep it is."""
    folders = [folder]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(Path(entry.path))
                elif (path := Path(entry.path)).is_file():
                    yield path


def traces(scene: Scene) -> list[Path]:
    """Return the files that attacks left anywhere outside their own folders."""
    places = [scene.course, scene.home, scene.tmp, REPOSITORY / "grader", REPOSITORY / "solutions"]
    shallow = [Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"), REPOSITORY, Path(site.getsitepackages()[0])]
    found = [path for place in places for path in files(place) if TRACE in str(path)]
    found += [path for place in shallow if place.is_dir() for path in place.glob(f"*{TRACE}*")]
    handed_in = scene.course / "submitted"
    return [path for path in found if not path.is_relative_to(handed_in)]
