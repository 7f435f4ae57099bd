"""What nbgrader works out anew each time and is always the same, worked out once a process.

A gradebook starts alembic, another program, to ask it for a number, asks for each of its tables whether it is there,
and compiles each of its SQL statements; a notebook's cells are each checked against a schema, which is itself checked
before. Gradebooks do not wait for the disk either.
"""

from __future__ import annotations

import contextlib
import functools
import json
import sqlite3
from collections.abc import Callable
from typing import Any

import jsonschema
import nbgrader.api
import nbgrader.dbutil
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, create_engine, event, inspect

import grader.nbgrader.database


def work_out_once() -> None:
    """Keep, for the rest of this process, what gradebooks and notebooks work out."""
    nbgrader.api.get_alembic_version = functools.wraps(nbgrader.api.get_alembic_version)(newest_tables)
    metadata = nbgrader.api.Base.metadata
    metadata.create_all = where_lacking(metadata, metadata.create_all)
    for module in (nbgrader.api, grader.nbgrader.database):
        module.create_engine = sharing_statements(module.create_engine)
    for kind in (jsonschema.Draft4Validator, jsonschema.Draft7Validator):
        kind.check_schema = once_for_each(kind.check_schema)


@functools.cache
def newest_tables() -> str | None:
    """Return the version of nbgrader's tables, as alembic says it within a process."""
    return ScriptDirectory(nbgrader.dbutil.ALEMBIC_DIR).get_current_head()


@functools.cache
def first_engine() -> Engine:
    """Return an engine that has been connected, so that its dialect knows what SQLite can do."""
    engine = create_engine("sqlite://", query_cache_size=5000)
    engine.connect().close()
    return engine


def sharing_statements(create: Callable[..., Engine]) -> Callable[..., Engine]:
    """Return `create_engine` whose engines for SQLite use the statements that others have compiled."""

    def create_sharing(*arguments: Any, **others: Any) -> Engine:
        engine = create(*arguments, **others)
        if type(engine.dialect) is type(first_engine().dialect):
            engine.dialect = first_engine().dialect  # a part of what statements are known by
            engine._compiled_cache = first_engine()._compiled_cache
            event.listen(engine, "connect", wait_for_no_disk)
        return engine

    return create_sharing


def where_lacking(metadata: MetaData, create: Callable[..., None]) -> Callable[..., None]:
    """Return `create_all` that asks a database for its tables once, and not for each of them."""

    def create_lacking(bind: Engine | Connection, **others: Any) -> None:
        if not metadata.tables.keys() <= set(inspect(bind).get_table_names()):
            create(bind, **others)

    return create_lacking


def wait_for_no_disk(connection: sqlite3.Connection, _: object) -> None:
    """Have SQLite leave it to the system when it writes: only a machine that loses power tells the difference."""
    with contextlib.suppress(sqlite3.Error):  # no database, or a locked one: what comes next is to find that
        connection.execute("PRAGMA synchronous = OFF")


def once_for_each(check: Callable[..., None]) -> Callable[..., None]:
    """Return `check_schema` that passes at once what has passed."""
    passed = set[str]()

    def check_new(schema: Any, *others: Any, **more: Any) -> None:
        text = json.dumps(schema, sort_keys=True)
        if text not in passed:
            check(schema, *others, **more)
            passed.add(text)

    return check_new
