"""Reading sources: what is found, what the text is, and what is refused with which words."""

from __future__ import annotations

import hashlib
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kg.errors import DocumentError
from kg.read import LONGEST, READERS, Source, find, read
from kg.read.heading import published, title
from kg.read.markdown import plain
from kg.read.text import decode, read_text


def names(*given: str | Path) -> list[str]:
    return [source.name for source in find(given).sources]


# -- the text of a .txt file is the contract's ---------------------------------------------------------------------------


@given(some.text(some.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_the_text_is_the_decoded_file_with_line_ends_made_one_and_nothing_else(text: str) -> None:
    expected = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert decode(text.encode(), "a.txt") == expected


def test_only_one_byte_order_mark_is_dropped() -> None:
    assert decode("\ufeff\ufeffa".encode(), "a.txt") == "\ufeffa"


def test_blank_ends_tabs_and_form_feeds_stay() -> None:
    assert decode(b"  a\t\x0c\n\n", "a.txt") == "  a\t\x0c\n\n"


def test_the_sum_is_that_of_the_bytes_and_the_id_depends_on_the_source() -> None:
    one, two = read_text(b"\xef\xbb\xbfHello\r\n", "a.txt"), read_text(b"\xef\xbb\xbfHello\r\n", "b.txt")
    assert one.sha256 == two.sha256 == hashlib.sha256(b"\xef\xbb\xbfHello\r\n").hexdigest()
    assert one.id != two.id
    assert one.id != read_text(b"Hello\n", "a.txt").id  # the file was edited, if only in its bytes


# -- finding -------------------------------------------------------------------------------------------------------------


def test_a_folder_is_searched_to_the_bottom_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/a.TXT", "a/.hidden.txt", ".git/x.txt", "c.pdf", "d"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    found = find(tmp_path)
    assert [Path(source.name).relative_to(tmp_path).as_posix() for source in found.sources] == ["a/a.TXT", "a/z.md", "b.txt"]
    assert dict(found.passed_over) == {"(none)": 1, ".pdf": 1}


def test_a_source_is_named_as_given_and_found_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    Path("news/a.txt").write_text("x")
    assert names("news/") == names("./news") == names("news", "news/a.txt") == [str(Path("news/a.txt"))]


def test_a_hidden_file_is_read_when_it_is_named(tmp_path: Path) -> None:
    (tmp_path / ".a.txt").write_text("x")
    assert names(tmp_path / ".a.txt")


def test_links_that_lead_back_do_not_hang(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert len(names(tmp_path)) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux allows any bytes in a name")
def test_a_name_that_is_no_text_is_shown_as_text(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt")
    with open(path, "wb") as file:
        file.write(b"Hello")
    (source,) = find(tmp_path).sources
    assert source.name.endswith("caf\\xe9.txt")
    assert read(source).text == "Hello"


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Hello\r\nthere")))
    (source,) = find("-").sources
    document = read(source)
    assert (document.source, document.text) == ("-", "Hello\nthere")


def test_every_reader_has_its_suffix_in_the_table() -> None:
    assert set(READERS) == {".txt", ".md"}


# -- refusals: what, where, what to do -----------------------------------------------------------------------------------

REFUSED = [
    (b"", "holds no text"),
    (b" \n\t\r\n", "holds no text"),
    (b"\xef\xbb\xbf", "holds no text"),
    (b"PK\x03\x04\x00\x00", "binary data (a zero byte at byte 4)"),
    (b"caf\xe9", "not UTF-8 at byte 3; if it is Windows-1252, convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE"),
    (b"caf\xe9\x02", "not UTF-8 at byte 3; convert the file to UTF-8"),
    (b"\xef\xbb\xbfcaf\xe9", "not UTF-8 at byte 6"),
    (b"\xff\xfeH\x00", "not UTF-8 at byte 0; it is UTF-16, convert it: iconv -f UTF-16 -t UTF-8 FILE"),
    (b"a" * (LONGEST + 1), "1,000,001 characters, more than 1,000,000; split it"),
    (b"a" * 20_000_000, "longer than 1,000,000 characters; split it"),
]


@pytest.mark.parametrize(("data", "reason"), REFUSED)
@pytest.mark.parametrize("suffix", list(READERS))
def test_what_holds_no_document_is_refused_with_the_reason(tmp_path: Path, data: bytes, reason: str, suffix: str) -> None:
    path = tmp_path / f"bad{suffix}"
    path.write_bytes(data)
    with pytest.raises(DocumentError) as refused:
        read(find(path).sources[0])
    assert str(refused.value).startswith(f"{path}: ")
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_refusals_are_all_tried() -> None:
    assert len(REFUSED) == 10


def test_the_longest_document_is_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("é" * LONGEST, encoding="utf-8")
    assert len(read(find(path).sources[0]).text) == LONGEST


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.txt", "no such file or folder"),
        ("empty", "no document found; kg reads .txt, .md"),
        ("link.txt", "neither a file nor a folder"),
    ],
)
def test_a_path_that_leads_to_nothing_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere")
    with pytest.raises(DocumentError, match=reason):
        find(tmp_path / name)


def test_a_folder_with_other_files_only_says_which(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    with pytest.raises(DocumentError, match=r"there are other files: 1 \.pdf"):
        find(tmp_path)


def test_a_device_is_refused() -> None:
    with pytest.raises(DocumentError, match="neither a file nor a folder"):
        find("/dev/zero")


def test_a_file_of_an_unknown_format_names_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    with pytest.raises(DocumentError, match=r"no reader for \.pdf; kg reads \.txt, \.md"):
        read(find(tmp_path / "a.pdf").sources[0])


def test_a_file_that_goes_away_before_it_is_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="cannot be read"):
        read(Source("gone.txt", tmp_path / "gone.txt"))


@pytest.fixture
def nobody() -> Iterator[Path]:
    """A folder that everyone may enter, and a process that is not root for as long as the test runs."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        yield Path(folder)
        if os.getuid() == 0:
            os.seteuid(0)


def become_nobody() -> None:
    if os.getuid() == 0:
        os.seteuid(65534)


def test_a_file_without_read_permission_is_refused(nobody: Path) -> None:
    path = nobody / "secret.txt"
    path.write_text("x")
    path.chmod(0)
    become_nobody()
    with pytest.raises(DocumentError, match=r"secret\.txt: cannot be read \(Permission denied\)"):
        read(find(path).sources[0])


def test_a_folder_without_read_permission_is_refused(nobody: Path) -> None:
    (nobody / "news" / "secret").mkdir(parents=True)
    (nobody / "news" / "a.txt").write_text("x")
    (nobody / "news" / "secret").chmod(0)
    become_nobody()
    with pytest.raises(DocumentError, match=r"secret: folder cannot be read \(Permission denied\)"):
        find(nobody)
    with pytest.raises(DocumentError, match="no such file or folder"):
        find(nobody / "news" / "secret" / "a.txt")


def test_a_path_that_no_file_can_have_is_refused() -> None:
    for name in ("x" * 5000, "a\0b"):
        with pytest.raises(DocumentError, match="no such file or folder"):
            find(name)


# -- what the head says --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru protest\nThe President spoke.", "Peru protest"),
        ("\n\n  Seven killed in ambush  \n\nText.", "Seven killed in ambush"),
        ("Invented for a test.\n\nFlood in the valley\n\nIt rained.", "Flood in the valley"),
        ("One sentence.\nTwo sentences.\nThree sentences.\nFour", ""),
        ("x" * 200, ""),
        ("", ""),
    ],
)
def test_the_title_is_a_line_at_the_top_that_is_no_sentence(text: str, expected: str) -> None:
    assert title(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Text", "2021-03-04-flood", "2021-03-04"),
        ("Text", "2021-13-04-flood", None),
        ("Title\nPublished: 4 March 2021\nText", "a", "2021-03-04"),
        ("Title\nPublished on March 4, 2021 at 10:00\nText", "a", "2021-03-04"),
        ("Title\nThursday, March 4th, 2021\nText", "a", "2021-03-04"),
        ("LIMA, Peru, March 4, 2021 (Agency) - Rebels", "a", "2021-03-04"),
        ("LIMA, 4 March 2021 \u2014 Rebels", "a", "2021-03-04"),
        ("2021-03-04\nText", "a", "2021-03-04"),
        ("The attack of March 4, 2021 was the worst.", "a", None),
        ("She was born on 4 March 2021", "a", None),
        ("31 February 2021\n", "a", None),
        ("\n" + "Line.\n" * 5 + "4 March 2021\n", "a", None),
    ],
)
def test_the_day_of_publication_is_read_where_it_is_told(text: str, name: str, expected: str | None) -> None:
    assert published(text, name) == expected


# -- Markdown ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("# Title #\n", "Title\n"),
        ("**Ada** and *Bo* and __Cy__ and _Di_", "Ada and Bo and Cy and Di"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("[Ada](http://a.example/x_y) met [Bo][1].\n\n[1]: http://b.example\n", "Ada met Bo.\n\n\n"),
        ("![A photo](a.png)Text", "Text"),
        ("> quoted\n> twice", "quoted\ntwice"),
        ("- one\n- two", "one\ntwo"),
        ("a\n\n---\n\nb", "a\n\n\n\nb"),
        ("a `code` b", "a code b"),
        ("x\n```py\nkilled()\n```\ny", "x\n\ny"),
        ("x <!-- Ada killed Bo. --> y", "x  y"),
        ("1\\. Ada\\*", "1. Ada*"),
        ("Ada<br/>Bo <i>Stone</i>", "Ada\nBo Stone"),
    ],
)
def test_marks_are_dropped_and_words_are_kept(marked: str, expected: str) -> None:
    assert plain(marked) == expected


def test_front_matter_gives_title_and_date(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text('---\ntitle: "Flood"\ndate: 2021-03-04\nauthor: Ada\n---\n# Other\n\nIt rained.\n', encoding="utf-8")
    document = read(find(path).sources[0])
    assert (document.title, document.published, document.text) == ("Flood", "2021-03-04", "Other\n\nIt rained.\n")
