"""The example coverage: written out whole, never over anything, and holding what it should show."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from dataclasses import fields
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.data import Document
from sayso.errors import UsageError
from sayso.example import coverage_files, write_example
from sayso.sources import Given, documents

NAMES = [file.name for file in coverage_files()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example")
    write_example(folder)
    return folder


@pytest.fixture(scope="module")
def stories(folder: Path) -> list[Document]:
    found = list(documents([folder]))
    failed = [str(story) for story in found if not isinstance(story, Document)]
    assert not failed, "stories that can't be read"
    return [story for story in found if isinstance(story, Document)]


def story(stories: list[Document], title: str) -> Document:
    found = [story for story in stories if title in story.title]
    assert len(found) == 1, f"stories with {title!r} in the title: {[story.title for story in found]}"
    return found[0]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def packaged() -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in coverage_files()}


# Writing


def test_the_files_are_the_packages_and_come_in_name_order(tmp_path: Path) -> None:
    written = write_example(tmp_path / "new" / "folder")
    assert [path.name for path in written] == NAMES == sorted(NAMES)
    assert contents(tmp_path / "new" / "folder") == packaged()


def test_writing_again_changes_nothing(tmp_path: Path) -> None:
    first = write_example(tmp_path)
    times = [path.stat().st_mtime_ns for path in first]
    time.sleep(0.01)
    assert write_example(tmp_path) == first
    assert [path.stat().st_mtime_ns for path in first] == times


@given(missing=st.sets(st.sampled_from(NAMES), min_size=1))
def test_what_is_missing_is_written(tmp_path_factory: pytest.TempPathFactory, missing: set[str]) -> None:
    folder = tmp_path_factory.mktemp("part")
    write_example(folder)
    for name in missing:
        (folder / name).unlink()
    write_example(folder)
    assert contents(folder) == packaged()


def test_what_a_killed_run_left_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / f".{NAMES[0]}.part").write_bytes(b"half of")
    (tmp_path / ".DS_Store").write_bytes(b"\0")
    write_example(tmp_path)
    assert contents(tmp_path) == packaged() | {".DS_Store": b"\0"}


def test_a_path_as_text_will_do(tmp_path: Path) -> None:
    assert len(write_example(str(tmp_path / "example"))) == len(NAMES)


def test_a_file_that_says_something_else_is_left_as_it_is(tmp_path: Path) -> None:
    write_example(tmp_path)
    mine = tmp_path / NAMES[3]
    mine.write_text("my own notes", encoding="utf-8")
    (tmp_path / NAMES[0]).unlink()
    before = contents(tmp_path)
    with pytest.raises(UsageError, match=re.escape(NAMES[3])):
        write_example(tmp_path)
    assert contents(tmp_path) == before


def test_one_changed_byte_is_a_difference(tmp_path: Path) -> None:
    write_example(tmp_path)
    mine = tmp_path / NAMES[0]
    mine.write_bytes(mine.read_bytes()[:-1] + b" ")
    with pytest.raises(UsageError, match="says something else"):
        write_example(tmp_path)


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("four years of work", encoding="utf-8")
    (tmp_path / "zebra.txt").write_text("stripes", encoding="utf-8")
    with pytest.raises(UsageError, match=r"holds other files \(thesis\.txt and 1 more\).*empty folder"):
        write_example(tmp_path)
    assert sorted(contents(tmp_path)) == ["thesis.txt", "zebra.txt"]


def test_a_folder_in_a_files_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / NAMES[0]).mkdir()
    with pytest.raises(UsageError, match="is left as it is"):
        write_example(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [NAMES[0]]


def test_a_link_to_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / NAMES[0]).symlink_to(tmp_path.parent / "nowhere.txt")
    with pytest.raises(UsageError, match="is left as it is"):
        write_example(tmp_path)
    assert not (tmp_path.parent / "nowhere.txt").exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("text", encoding="utf-8")
    with pytest.raises(UsageError, match="is not a folder"):
        write_example(file)
    with pytest.raises(UsageError, match="can't be written"):
        write_example(file / "below")
    assert file.read_text(encoding="utf-8") == "text"


@pytest.mark.parametrize("path", ["nul\0byte", "n" * 5_000, "\ud800"])
def test_a_path_that_is_none_is_one_clear_line(path: str) -> None:
    with pytest.raises(UsageError, match="can't be written here") as caught:
        write_example(Path("/tmp") / path)
    assert "\n" not in str(caught.value)


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename
    moved: list[Path] = []

    def full_after_three(self: Path, target: Path) -> Path:
        if len(moved) == 3:
            raise OSError(28, "No space left on device")
        moved.append(target)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full_after_three)
    with pytest.raises(UsageError, match="no space left on device"):
        write_example(tmp_path / "example")
    assert len(moved) == 3
    assert not (tmp_path / "example").exists(), "a part of the example stayed"


# Forms


def test_there_are_enough_stories_outlets_and_forms(stories: list[Document]) -> None:
    assert len(stories) >= 8
    assert {story.outlet for story in stories} == {"Farwater Press", "The Daily Sextant", "Ambry Today"}
    suffixes = [Path(story.source).suffix for story in stories]
    assert all(suffixes.count(suffix) >= 3 for suffix in (".txt", ".html", ".jsonl")), suffixes


def test_every_story_says_what_it_is(stories: list[Document]) -> None:
    for one in stories:
        assert one.title, f"{one.source} has no title"
        assert one.text.startswith(f"{one.title}\n\n"), f"{one.source} doesn't begin with its title"
        assert one.url, f"{one.source} has no address"
        assert re.match(r"https://[a-z.]+\.example/", one.url), f"{one.url} could be somebody's"
        assert 200 <= len(one.text.split()) <= 450, f"{one.source} has {len(one.text.split())} words"
        assert one.language == "en", f"{one.source} is taken for {one.language}"


def test_the_stories_come_in_the_order_of_their_dates_and_one_has_none(stories: list[Document]) -> None:
    dates = [story.published for story in stories]
    assert dates[-1] is None
    assert dates.count(None) == 1
    days = [date[:10] for date in dates if date]
    assert all(before <= after for before, after in pairwise(days)), days
    assert days[0] == "2025-02-24"
    assert days[-1] == "2025-03-31"


def test_a_page_gives_its_article_and_nothing_around_it(folder: Path, stories: list[Document]) -> None:
    pages = [one for one in stories if one.source.endswith(".html")]
    for page in pages:
        html = Path(page.source).read_text(encoding="utf-8")
        article = html[html.index("<h1>") : html.index("</article>")]
        for paragraph in re.findall(r"<p>(.+?)</p>", article):
            words = re.sub(r"<[^>]+>", "", paragraph).replace("&amp;", "&")
            assert words in page.text, f"{page.source} lost {words!r}"
        for around in ("Crossword", "Comments", "commemorative plate has", "Tides", "Most ", "Terms", "©"):
            assert around not in page.text, f"{page.source} kept {around!r}"
        assert page.author in ("Crispin Thale", "Wren Hollis")
        assert page.published


def test_every_line_of_the_archive_is_a_whole_document(folder: Path) -> None:
    for archive in folder.glob("*.jsonl"):
        lines = archive.read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        assert len({row["id"] for row in rows}) == len(rows) >= 3
        for row in rows:
            assert {"id", "title", "outlet", "published", "url", "text"} <= row.keys()
            assert row["text"].startswith(row["title"])


def test_every_sidecar_belongs_to_a_story_and_holds_known_fields(folder: Path) -> None:
    sidecars = list(folder.glob("*.json"))
    assert {path.stem for path in sidecars} == {path.stem for path in folder.glob("*.txt")}
    known = {field.name for field in fields(Given)}
    for sidecar in sidecars:
        said = json.loads(sidecar.read_text(encoding="utf-8"))
        assert said.keys() <= known, f"{sidecar.name} has unknown fields"
        assert all(isinstance(value, str) and value for value in said.values())


# Content


def test_one_wire_story_is_printed_twice_with_small_edits(stories: list[Document]) -> None:
    agency, daily = (one for one in stories if "for good unless dues fall" in one.title)
    assert {agency.outlet, daily.outlet} == {"Farwater Press", "The Daily Sextant"}
    assert agency.id != daily.id
    assert SequenceMatcher(None, agency.text.split(), daily.text.split(), autojunk=False).ratio() > 0.75


def test_no_other_stories_are_alike(stories: list[Document]) -> None:
    rest = [one for one in stories if "for good unless dues fall" not in one.title]
    for first, second in ((a, b) for i, a in enumerate(rest) for b in rest[:i]):
        alike = SequenceMatcher(None, first.text.split(), second.text.split(), autojunk=False).ratio()
        assert alike < 0.3, f"{first.title!r} and {second.title!r} are alike: {alike:.2f}"


def quotations(text: str, opening: str, closing: str) -> Iterator[str]:
    return iter(re.findall(rf"(?<!\w){opening}([^{opening}{closing}\n]{{10,}}){closing}(?!\w)", text))


@pytest.mark.parametrize(
    ("outlet", "opening", "closing"),
    [("Farwater Press", "“", "”"), ("The Daily Sextant", "‘", "’"), ("Ambry Today", '"', '"')],
)
def test_each_outlet_quotes_in_its_own_style(
    stories: list[Document], outlet: str, opening: str, closing: str
) -> None:
    others = set('“”"') - {opening, closing}
    for one in (one for one in stories if one.outlet == outlet):
        assert len(list(quotations(one.text, opening, closing))) >= 2, f"{one.title!r} hardly quotes"
        wrong = others & set(re.sub(r"‘[^‘]*“[^”]*”[^‘]*’", "", one.text))
        assert not wrong, f"{one.title!r} has marks of another style: {wrong}"


@pytest.mark.parametrize("mark", ["“", '"'])
def test_a_quotation_runs_over_paragraphs_each_opened_anew(stories: list[Document], mark: str) -> None:
    closing = {"“": "”"}.get(mark, mark)
    runs = [
        one.title
        for one in stories
        for first, second in pairwise(one.text.split("\n\n"))
        if second.startswith(mark) and (mark in first and not first.endswith(closing))
        if (first.count(mark) % 2 if mark == closing else first.count(mark) > first.count(closing))
    ]
    assert runs, f"no quotation marked {mark} goes on in the next paragraph"


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a quotation split around its cue", r"[,.]” (?:\w+ )?(?:she|he|Renwick) (?:said|added), “"),
        ("an inverted cue", r"’ said the transport minister"),
        ("according to", r"[Aa]ccording to"),
        ("a noun cue", r"[Hh]is denial of"),
        ("an unnamed source", r"spoke on the condition of anonymity"),
        ("a statement within another", r"had told her that"),
        ("a joint statement", r"the ministers said"),
        ("words carried by another", r"a joint statement that mediator Odile Renwick read out"),
        ("an offer with a condition", r"offered on Monday to restore .* if it returns .* by March 15"),
        ("an exchange", r"in exchange for the return of full power"),
        ("a demand before talks", r"demanded that Norvane withdraw its complaint .* before any talks"),
        ("an ultimatum", r"threatening to shut .* unless the charge falls"),
        ("a concession", r"has given up its demand"),
        ("a withdrawal", r"withdrawn its threat"),
        ("an accusation", r"accused the government of misleading"),
        ("an acceptance", r"The Ambry Pilots' Guild accepted"),
        ("a capital for its government", r"Quillport says that"),
        ("the same capital as a place", r"Much of Quillport has been dark"),
        ("furniture", r"(?m)^Share this story"),
    ],
)
def test_the_coverage_holds(stories: list[Document], what: str, pattern: str) -> None:
    assert any(re.search(pattern, one.text) for one in stories), f"no story has {what}"


def test_what_is_denied_is_confirmed_by_others_and_later_admitted(stories: list[Document]) -> None:
    assert "confirmed that a meeting had taken place" in story(stories, "Mediator carries").text
    assert "There has been no meeting" in story(stories, "No secret talks").text
    assert "I did meet the foreign minister" in story(stories, "Okandu admits").text


def test_the_last_word_is_a_block_of_two_conditions(stories: list[Document]) -> None:
    text = story(stories, "stalls over who moves first").text
    assert "lower the harbor dues only after Norvane has withdrawn its complaint" in text
    assert "withdraw the complaint only after the dues have been lowered" in text
