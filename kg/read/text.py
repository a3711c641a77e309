"""Plain text: the bytes decoded as UTF-8, a leading byte order mark dropped, every line end a line feed, and nothing else."""

from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import Path

from kg.errors import DocumentError
from kg.facts import Document
from kg.read.heading import published, title

_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d]")  # bytes that no text in Windows-1252 has


def read_text(data: bytes, source: str) -> Document:
    """Makes a document of a text file's bytes."""
    text = decode(data, source)
    name = Path(source).stem
    return Document.of(text, source, sha256=hashlib.sha256(data).hexdigest(), title=title(text) or name, published=published(text, name))


def decode(data: bytes, source: str) -> str:
    """Decodes UTF-8 strictly; raises DocumentError with the place of the first byte that is not text."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec counts from behind the byte order mark; the user's editor counts from the start of the file.
        place = error.start + 3 * data.startswith(b"\xef\xbb\xbf")
        raise DocumentError(f"{source}: not UTF-8 at byte {place}; {_remedy(data)}") from None
    if "\0" in text:
        raise DocumentError(f"{source}: binary data (a zero byte at byte {data.index(0)}); kg reads text, convert the file to UTF-8 text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _remedy(data: bytes) -> str:
    """What to do about bytes that are not UTF-8, with the encoding that they look like."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "it is UTF-16, convert it: iconv -f UTF-16 -t UTF-8 FILE"
    if not _CONTROLS.search(data):
        return "if it is Windows-1252, convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE"
    return "convert the file to UTF-8"
