"""A PostgreSQL server for the tests where its programs are installed; else the tests that need one are skipped.

It is started once in a run, in a temporary folder, as a user without rights, and answers on a Unix socket alone. All
processes of the run share it, each test with a database of its own. Its user needs a password, which has every
character that an address must write otherwise, so that any test may look whether it is told somewhere.
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock
from sqlalchemy import URL, create_engine, text

USER, PASSWORD = "marker", "%s:Quince/7@+"
NOBODY = "nobody"
NOTE = "postgres.json"
"""The file in a run's folder by which its processes find the server."""
QUICK = ("fsync=off", "full_page_writes=off", "shared_buffers=16MB", "max_connections=60", "listen_addresses=")


@dataclass(frozen=True)
class Server:
    """A running server."""

    folder: str
    programs: str

    def url(self, database: str, password: str = PASSWORD) -> str:
        """Return the address of a database as it stands in nbgrader_config.py."""
        address = URL.create(
            "postgresql+psycopg", USER, password, database=database, query={"host": self.folder, "connect_timeout": "9"}
        )
        return address.render_as_string(hide_password=False)

    def create(self) -> str:
        """Make an empty database and return its address."""
        name = f"grades_{uuid.uuid4().hex}"
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
        engine.dispose()
        return self.url(name)


def find_programs() -> str | None:
    """Return the folder of PostgreSQL's programs; Debian keeps them off PATH."""
    on_path = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    initdb = Path(on_path).resolve() if on_path else found[-1] if found else None
    return str(initdb.parent) if initdb else None


def start(run: Path) -> Server:
    """Return the server of the run whose folder is given; the first process that asks starts it."""
    note = run / NOTE
    with FileLock(run / "postgres.lock"):
        if not note.is_file():
            programs = find_programs()
            assert programs
            note.write_text(json.dumps([_start(programs), programs]), encoding="utf-8")
    return Server(*json.loads(note.read_text(encoding="utf-8")))


def _start(programs: str) -> str:
    folder = Path(tempfile.mkdtemp(prefix="grader-pg-", dir="/tmp"))  # a socket's path may have 107 characters
    (folder / "word").write_text(PASSWORD, encoding="utf-8")
    if os.geteuid() == 0:
        nobody = pwd.getpwnam(NOBODY)
        for path in (folder, folder / "word"):
            os.chown(path, nobody.pw_uid, nobody.pw_gid)
    data, options = str(folder / "data"), [f"-c {one}" for one in (*QUICK, f"unix_socket_directories={folder}")]
    how = ("--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=icu", "--icu-locale=en", "--locale=C")
    _run(programs, "initdb", "-D", data, "-U", USER, f"--pwfile={folder / 'word'}", "--no-sync", *how)
    _run(programs, "pg_ctl", "start", "-w", "-D", data, "-l", str(folder / "log"), "-o", " ".join(options))
    return str(folder)


def stop(run: Path) -> None:
    """End the server of a run, if one was started, and remove what it wrote."""
    if (run / NOTE).is_file():
        folder, programs = json.loads((run / NOTE).read_text(encoding="utf-8"))
        _run(programs, "pg_ctl", "stop", "-m", "immediate", "-D", f"{folder}/data")
        shutil.rmtree(folder)


def _run(programs: str, *command: str) -> None:
    who = {"user": NOBODY, "group": pwd.getpwnam(NOBODY).pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    with tempfile.TemporaryFile("w+") as said:  # a pipe would be held open by the server
        streams = {"stdin": subprocess.DEVNULL, "stdout": said, "stderr": subprocess.STDOUT}
        done = subprocess.run([f"{programs}/{command[0]}", *command[1:]], cwd="/", check=False, **streams, **who)
        said.seek(0)
        assert done.returncode == 0, said.read()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A server for the databases of tests; skips them where there is none."""
    if find_programs() is None:
        pytest.skip("no PostgreSQL: neither PATH nor /usr/lib/postgresql has initdb")
    pytest.importorskip("psycopg", reason="no PostgreSQL: its driver is not installed; make extras")
    base = tmp_path_factory.getbasetemp()
    return start(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


@pytest.fixture
def postgres_url(postgres: Server) -> str:
    """The address of an empty database of the test's own."""
    return postgres.create()


@pytest.fixture(params=["sqlite", "postgresql"])
def db_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a gradebook that is not there yet: a file's, then a server's."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'gradebook.db'}"
    return request.getfixturevalue("postgres").create()
