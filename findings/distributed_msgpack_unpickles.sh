#!/usr/bin/env bash
# distributed 2026.8.0: Client(deserializers=["msgpack"]) refuses a pickled result, and unpickles a pickled exception.
#
# A client that is told to read msgpack alone asks a worker for a result that msgpack cannot hold: TypeError, as the
# documentation of `deserializers` has it. The exception of a task on the same worker arrives as a pickle, through the
# scheduler's stream, and is unpickled in the client: what its class says in __reduce__ runs there.
#
# A careful expert takes the option for a promise about all that a client reads, and a client that talks to workers of
# others for safe from their pickles.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check distributed==2026.8.0 dask==2026.8.0
cat > tasks.py <<'PY'
import os


def arrived(where):
    with open(where, "w") as file:
        file.write(str(os.getpid()))
    return RuntimeError("unpickled")


class Told(Exception):
    def __reduce__(self):
        return arrived, (self.args[0],)


def fail(where):
    raise Told(where)


def an_object():
    return Told
PY
cat > probe.py <<'PY'
import logging
import os
import pathlib

import distributed
from distributed import Client, LocalCluster

import tasks

if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        with Client(cluster.scheduler_address, deserializers=["msgpack"]) as client:
            assert client.submit(abs, -3).result() == 3
            try:
                client.submit(tasks.an_object).result()
            except TypeError as error:
                assert "msgpack" in str(error) or "serialize" in str(error), error
            else:
                raise AssertionError("an object arrives now")
            where = pathlib.Path("where")
            error = client.submit(tasks.fail, str(where.absolute())).exception()
            assert isinstance(error, RuntimeError) and str(error) == "unpickled", repr(error)
            assert int(where.read_text()) == os.getpid()
    print(f"distributed {distributed.__version__}: told to read msgpack alone, a client unpickles a task's exception.")
PY
venv/bin/python -W ignore probe.py 2>errors || { cat errors >&2; exit 1; }
