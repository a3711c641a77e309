"""Markdown: the text without its marks; what is no prose (code, images, comments, front matter) is left out."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from pathlib import Path

from kg.facts import Document
from kg.read.heading import published, title
from kg.read.text import decode

_FRONT = re.compile(r"\A---\n(?P<fields>.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_FIELD = re.compile(r"^(?P<name>title|date): *[\"']?(?P<value>.*?)[\"']? *$", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6} +(?P<title>.+?) *#*$", re.MULTILINE)
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"^ {0,3}(?P<fence>```+|~~~+).*?(?:^ {0,3}(?P=fence).*?$|\Z)", re.DOTALL | re.MULTILINE), ""),
    (re.compile(r"^ {0,3}\[[^\]\n]+\]: +\S+.*$", re.MULTILINE), ""),  # the targets of links
    (re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])"), ""),
    (re.compile(r"\[([^\]\n]+)\](?:\([^)\n]*\)|\[[^\]\n]*\])"), r"\1"),
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"<br */?>", re.IGNORECASE), "\n"),
    (re.compile(r"</?[a-zA-Z][^>\n]*>"), ""),
    (_HEADING, r"\g<title>"),
    (re.compile(r"^ {0,3}(?:=+|-{3,}|\*{3,}|_{3,}) *$", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}(?:> ?)+", re.MULTILINE), ""),
    (re.compile(r"^( *)[*+-] +", re.MULTILINE), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)([*_])(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!<>-])"), r"\1"),
)


def read_markdown(data: bytes, source: str) -> Document:
    """Makes a document of a Markdown file's bytes; title and date come from the front matter or the first heading."""
    marked = decode(data, source)
    front = _FRONT.match(marked)
    fields = {field["name"]: field["value"] for field in _FIELD.finditer(front["fields"])} if front else {}
    body = marked[front.end() :] if front else marked
    heading = _HEADING.search(body)
    text, name = plain(body), Path(source).stem
    document = Document.of(text, source, sha256=hashlib.sha256(data).hexdigest())
    return dataclasses.replace(
        document,
        title=fields.get("title") or (plain(heading["title"]) if heading else title(text)) or name,
        published=published(fields.get("date", ""), name) or published(text, name),
    )


def plain(marked: str) -> str:
    """The words of a Markdown text, without its marks."""
    for pattern, kept in _MARKS:
        marked = pattern.sub(kept, marked)
    return marked
