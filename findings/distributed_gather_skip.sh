#!/usr/bin/env bash
# distributed 2026.8.0: gather(errors="skip") skips in a list, and gives None in a dict, a tuple and a set.
#
# Three tasks of which the second raises. gather of the list of futures: [1, 3], shorter, places lost. Of a dict of the
# same futures: {0: 1, 1: None, 2: 3}; of a tuple (1, None, 3). A task that returns None cannot be told from one that
# failed. A list that holds lists ends in TypeError (unhashable type), though it is gathered well where nothing failed.
#
# A careful expert expects "skip" to mean one thing, and a tuple to be treated as a list is.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check distributed==2026.8.0 dask==2026.8.0
cat > probe.py <<'PY'
import logging

import distributed
from distributed import Client, wait


def task(number):
    if number == 2:
        raise ValueError(number)
    return number


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    with Client(processes=False, n_workers=1, threads_per_worker=1, dashboard_address=None) as client:
        futures = client.map(task, [1, 2, 3])
        wait(futures)
        assert client.gather(futures, errors="skip") == [1, 3]
        by_key = client.gather(dict(enumerate(futures)), errors="skip")
        assert by_key == {0: 1, 1: None, 2: 3}, by_key
        assert client.gather(tuple(futures), errors="skip") == (1, None, 3)
        assert client.gather([[futures[0]], [futures[2]]], errors="raise") == [[1], [3]]
        try:
            client.gather([[futures[0], futures[1]], futures[2]], errors="skip")
        except TypeError as error:
            assert "unhashable" in str(error), error
        else:
            raise AssertionError("nested lists are gathered now")
    print(f"distributed {distributed.__version__}: errors='skip' shortens a list and puts None into a dict or a tuple.")
PY
venv/bin/python -W ignore probe.py 2>errors || { cat errors >&2; exit 1; }
