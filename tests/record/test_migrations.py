"""Tables are made and changed by the migrations, and only by them."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from sayso import Record, RecordError
from sayso.record import migrations, opening, schema

from .builder import harbour

SRC = Path(migrations.FOLDER).parents[2]


def test_the_migrations_make_the_tables_that_queries_use(path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    Record(path).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or "_index" not in str(name)},
        )
        assert compare_metadata(context, schema.metadata) == []
        assert context.get_current_revision() == schema.VERSION
    engine.dispose()


def test_opening_a_record_of_this_version_needs_no_migrations(path: Path) -> None:
    Record(path).close()
    script = (
        "import sys; from sayso import Record; Record(sys.argv[1]).statements();"
        "sys.exit('alembic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script, path], check=True, env={"PYTHONPATH": str(SRC)})


def test_importing_sayso_needs_no_database() -> None:
    script = "import sys, sayso, sayso.answers; sys.exit(bool({'sqlalchemy', 'alembic'} & set(sys.modules)))"
    subprocess.run([sys.executable, "-c", script], check=True, env={"PYTHONPATH": str(SRC)})


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A later sayso, with one more migration: returns that migration's file."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrations.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    added = folder / "versions" / "9999_notes.py"
    added.write_text(
        f"from alembic import op\nrevision, down_revision = '9999', '{schema.VERSION}'\n"
        "def upgrade():\n    op.execute('CREATE TABLE notes (words TEXT)')\n"
        "    op.execute(\"INSERT INTO notes VALUES ('moved')\")\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(migrations, "FOLDER", folder)
    monkeypatch.setattr(opening, "VERSION", "9999")
    return added


def test_an_older_record_is_brought_to_this_version(path: Path, request: pytest.FixtureRequest) -> None:
    with Record(path) as record:
        record.keep(harbour())
    request.getfixturevalue("later")
    with Record(path, create=False) as record:
        assert record.reading(harbour().document.id) == harbour()
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT words FROM notes").fetchall() == [("moved",)]
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]
    database.close()


def test_a_migration_that_fails_changes_nothing(path: Path, request: pytest.FixtureRequest) -> None:
    with Record(path) as record:
        record.keep(harbour())
    before = path.read_bytes()
    added: Path = request.getfixturevalue("later")
    broken = added.read_text(encoding="utf-8").replace("INSERT INTO notes", "INSERT INTO missing")
    added.write_text(broken, encoding="utf-8")
    with pytest.raises(RecordError, match="no such table: missing"):
        Record(path)
    assert path.read_bytes() == before


def test_a_newer_record_is_left_alone(path: Path) -> None:
    Record(path).close()
    database = sqlite3.connect(path)
    with database:
        database.execute("UPDATE alembic_version SET version_num = '0099'")
    database.close()
    before = path.read_bytes()
    for create in (True, False):
        with pytest.raises(RecordError, match=r"newer sayso \(record version 0099.*update sayso"):
            Record(path, create=create)
    assert path.read_bytes() == before
