#!/usr/bin/env bash
# SQLAlchemy 2.1.9 with NumPy 2.4.6 on SQLite: np.int64(3) in an Integer column is stored as eight bytes, not as 3.
#
# Insert np.int64(3) and read it again: b"\x03\x00\x00\x00\x00\x00\x00\x00", no error at either end, and
# `WHERE i = 3` does not find the row. A Float column turns np.int64(3), and the text "3", into 3.0 itself and refuses
# "three" before SQLite can store it; an Integer column stores the text "three" as it is.
#
# A careful expert expects the column that is stricter about numbers to be Integer.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check sqlalchemy==2.1.9 numpy==2.4.6
venv/bin/python - <<'PY'
import numpy as np
import sqlalchemy as sa

engine, data = sa.create_engine("sqlite://"), sa.MetaData()
table = sa.Table("t", data, sa.Column("whole", sa.Integer), sa.Column("real", sa.Float))
data.create_all(engine)


def stored(name, value):
    with engine.begin() as connection:
        connection.execute(table.delete())
        connection.execute(table.insert().values({name: value}))
        return connection.execute(sa.select(table.c[name])).scalar_one()


seen = stored("whole", np.int64(3))
assert seen == (3).to_bytes(8, "little"), seen
with engine.begin() as connection:
    assert connection.execute(sa.select(table).where(table.c.whole == 3)).all() == []
assert stored("real", np.int64(3)) == 3.0 and stored("real", "3") == 3.0 and stored("whole", "three") == "three"
try:
    stored("real", "three")
except sa.exc.StatementError:
    pass
else:
    raise AssertionError("a Float column takes a text now")
print(f"SQLAlchemy {sa.__version__}, SQLite: np.int64(3) in an Integer column is read again as {seen!r}.")
PY
