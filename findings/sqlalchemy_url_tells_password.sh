#!/usr/bin/env bash
# SQLAlchemy 2.1.9: a password with an unescaped @ and : is quoted in the error that make_url raises.
#
# What cannot be parsed as an address at all is refused by ArgumentError, whose message leaves the address out, so that
# no log tells the password; URLs that are printed have *** in its place. But of
# postgresql://me:qu@ince:7secret@db.example/grades the password is taken up to its first @, the host is "ince", and the
# port "7secret@db.example": ValueError: invalid literal for int() with base 10: '7secret@db.example'. create_engine
# raises the same. It is no ArgumentError, and no SQLAlchemyError either.
#
# A careful expert expects the one mistake that is common in passwords to be told as carefully as all others.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check sqlalchemy==2.1.9
venv/bin/python - <<'PY'
import sqlalchemy as sa


def error(address):
    try:
        sa.make_url(address)
    except Exception as raised:
        return raised
    raise AssertionError(f"{address} is parsed now")


refused = error("postgresql:me:7secret@db.example")
assert isinstance(refused, sa.exc.ArgumentError) and "secret" not in str(refused), refused
told = error("postgresql://me:qu@ince:7secret@db.example/grades")
assert isinstance(told, ValueError) and not isinstance(told, sa.exc.SQLAlchemyError), type(told)
assert "7secret@db.example" in str(told), told
print(f"SQLAlchemy {sa.__version__}: make_url of a password with @ and : raises {told}")
PY
