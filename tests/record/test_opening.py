"""Opening: where a record lies, and files that are none."""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path

import pytest

from sayso import NotFoundError, Record, RecordError, UsageError
from sayso.record import opening

from .builder import harbour, one_line


def refused(path: Path, *, create: bool = True) -> RecordError:
    """The error with which `path` is refused: one line that names it and says what to do."""
    with pytest.raises(RecordError) as caught:
        Record(path, create=create)
    line = str(caught.value)
    assert str(path) in line, line
    assert "\n" not in line
    assert caught.value.remedy, line
    return caught.value


class TestPlace:
    def test_the_environment_names_it(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SAYSO_RECORD", str(tmp_path / "mine.sqlite"))
        with Record() as record:
            assert record.path == tmp_path / "mine.sqlite"
        assert record.path.is_file()

    def test_a_path_stands_above_the_environment(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SAYSO_RECORD", str(tmp_path / "mine.sqlite"))
        with Record(tmp_path / "new folder" / "é?#%.sqlite") as record:
            record.keep(harbour())
        assert not (tmp_path / "mine.sqlite").exists()
        assert [file.name for file in (tmp_path / "new folder").iterdir()] == ["é?#%.sqlite"]

    def test_else_it_lies_with_the_user_data(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("SAYSO_RECORD", raising=False)
        monkeypatch.setattr("platformdirs.user_data_path", lambda name, appauthor: tmp_path / name)
        assert opening.default_path() == tmp_path / "sayso" / "record.sqlite"

    def test_an_empty_path_is_refused(self) -> None:
        with pytest.raises(UsageError):
            Record("")


class TestWhatIsNone:
    def test_a_missing_record_is_not_made_to_read_it(self, tmp_path: Path) -> None:
        error = refused(tmp_path / "folder" / "none.sqlite", create=False)
        assert isinstance(error, NotFoundError)
        assert "sayso add" in str(error.remedy)
        assert list(tmp_path.iterdir()) == []

    def test_a_folder(self, tmp_path: Path) -> None:
        assert "folder" in refused(tmp_path).what

    def test_a_folder_that_can_not_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x", encoding="utf-8")
        with pytest.raises(RecordError, match="can't be made"):
            Record(tmp_path / "file" / "record.sqlite")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
    def test_a_pipe(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        assert "no regular file" in refused(tmp_path / "pipe").what

    @pytest.mark.parametrize("name", ["nul\0inside", "x" * 5_000])
    def test_an_impossible_name(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(RecordError):
            Record(tmp_path / name)

    @pytest.mark.parametrize(
        "content", [b"my notes", b"SQLite format 3", b"\xff" * 5_000, b"SQLite format 3\0" + b"x" * 84]
    )
    def test_another_file_is_left_as_it_is(self, path: Path, content: bytes) -> None:
        path.write_bytes(content)
        for create in (True, False):
            refused(path, create=create)
        assert path.read_bytes() == content
        assert list(path.parent.iterdir()) == [path]

    @pytest.mark.parametrize("application_id", [0, 7])
    def test_another_database_is_left_as_it_is(self, path: Path, application_id: int) -> None:
        database = sqlite3.connect(path)
        database.execute("CREATE TABLE documents (id TEXT)")
        database.execute(f"PRAGMA application_id = {application_id}")
        database.commit()
        database.close()
        before = path.read_bytes()
        assert "another program" in refused(path).what
        assert path.read_bytes() == before
        assert list(path.parent.iterdir()) == [path]

    def test_an_empty_file_becomes_a_record_only_to_write(self, path: Path) -> None:
        path.touch()
        assert isinstance(refused(path, create=False), NotFoundError)
        with Record(path) as record:
            assert record.keep(harbour())

    def test_a_damaged_record(self, path: Path) -> None:
        with Record(path) as record:
            for number in range(50):
                record.keep(one_line(f"Speaker {number}", f"point {number} is open"))
        content = bytearray(path.read_bytes())
        content[4096:] = b"\xa5" * (len(content) - 4096)
        path.write_bytes(content)
        with pytest.raises(RecordError, match="damaged") as caught, Record(path) as record:
            record.statements()
        assert ".recover" in str(caught.value.remedy)

    def test_a_record_cut_short(self, path: Path) -> None:
        with Record(path) as record:
            record.keep(harbour())
        path.write_bytes(path.read_bytes()[:6_000])
        with pytest.raises(RecordError), Record(path) as record:
            record.statements()


class TestSharing:
    def test_a_long_lock_is_told(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(opening, "BUSY_SECONDS", 0.1)
        with Record(path) as record:
            other = sqlite3.connect(path, isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(RecordError, match="another process keeps it locked"):
                record.keep(harbour())
            assert record.statements().total == 0, "a reader doesn't wait for a writer"
            other.execute("ROLLBACK")
            other.close()
            assert record.keep(harbour())

    def test_two_open_records_see_each_other(self, path: Path) -> None:
        with Record(path) as one, Record(path) as other:
            assert one.keep(harbour())
            assert not other.keep(harbour())
            assert other.statements().total == 3

    def test_many_make_the_same_record_at_once(self, path: Path) -> None:
        faults: list[Exception] = []
        barrier = threading.Barrier(4)

        def keep(number: int) -> None:
            try:
                barrier.wait()
                with Record(path) as record:
                    for story in range(5):
                        record.keep(one_line("Ida Moor", f"story {story} is hers"))
                        record.keep(one_line("Ida Moor", f"story {story} of {number} is hers"))
            except Exception as fault:
                faults.append(fault)

        threads = [threading.Thread(target=keep, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert faults == []
        with Record(path, create=False) as record:
            assert record.statements().total == record.stories().total == 25

    def test_nothing_is_left_beside_a_closed_record(self, path: Path) -> None:
        with Record(path) as record:
            record.keep(harbour())
        assert list(path.parent.iterdir()) == [path]
