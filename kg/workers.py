"""Reading many documents: in this process, or in several that may die without taking the work with them."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Protocol

from kg.errors import KgError
from kg.facts import Document, Reading

CHUNK = 64

Chunk = tuple[Document, ...]
Outcome = tuple[Chunk, tuple[Reading, ...] | None]  # None: this one document killed the process that read it


class Reader(Protocol):
    """What reads documents; it is made in the process that uses it."""

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Gives the reading of each document, in order."""
        ...


def read_all(documents: Iterable[Document], make: Callable[[], Reader], *, workers: int = 1) -> Iterator[Outcome]:
    """Reads documents in chunks, which may come back in any order; a document that kills its worker comes alone, without a reading."""
    chunks = _chunks(documents)
    return _crowd(chunks, make, workers) if workers > 1 else _here(chunks, make())


def _chunks(documents: Iterable[Document]) -> Iterator[Chunk]:
    remaining = iter(documents)
    return iter(lambda: tuple(itertools.islice(remaining, CHUNK)), ())


def _here(chunks: Iterator[Chunk], reader: Reader) -> Iterator[Outcome]:
    for chunk in chunks:
        yield chunk, tuple(reader.read(chunk))


def _crowd(chunks: Iterator[Chunk], make: Callable[[], Reader], workers: int) -> Iterator[Outcome]:
    broken = True
    while broken:
        # A worker that dies takes its pool along: what was under way is suspect, the rest goes on in a new pool.
        with _pool(make, workers) as pool:
            suspects = yield from _run(pool, chunks, 2 * workers)
        for chunk in suspects:
            yield from _alone(chunk, make)
        broken = bool(suspects)


def _run(pool: ProcessPoolExecutor, chunks: Iterator[Chunk], most: int) -> Generator[Outcome, None, list[Chunk]]:
    """Keeps ``most`` chunks under way until none are left or the pool breaks; returns those that were lost."""
    under_way: dict[Future[tuple[Reading, ...]], Chunk] = {}
    lost: list[Chunk] = []
    while not lost:
        for chunk in itertools.islice(chunks, most - len(under_way)):
            under_way[_submit(pool, chunk)] = chunk
        if not under_way:
            break
        for future in wait(under_way, return_when=FIRST_COMPLETED).done:
            chunk = under_way.pop(future)
            if isinstance(future.exception(), BrokenProcessPool):
                lost.append(chunk)
            else:
                yield chunk, future.result()
    return lost + list(under_way.values())


def _alone(chunk: Chunk, make: Callable[[], Reader]) -> Iterator[Outcome]:
    """Reads a chunk in a process of its own; where that dies, its halves, down to the document that kills."""
    with _pool(make, 1) as pool:
        future = _submit(pool, chunk)
        died = isinstance(future.exception(), BrokenProcessPool)
    middle = len(chunk) // 2
    if not died:
        yield chunk, future.result()
    elif not middle:
        yield chunk, None
    else:
        yield from _alone(chunk[:middle], make)
        yield from _alone(chunk[middle:], make)


def _submit(pool: ProcessPoolExecutor, chunk: Chunk) -> Future[tuple[Reading, ...]]:
    try:
        return pool.submit(_read, chunk)
    except BrokenProcessPool as error:
        lost: Future[tuple[Reading, ...]] = Future()
        lost.set_exception(error)
        return lost


@contextmanager
def _pool(make: Callable[[], Reader], workers: int) -> Iterator[ProcessPoolExecutor]:
    """Opens a pool whose workers have started; raises KgError where none can start."""
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_start, initargs=(make,))
    try:
        pool.submit(os.getpid).result()
        yield pool
    except BrokenProcessPool:
        raise KgError("worker processes cannot start; in a script, build under `if __name__ == '__main__':`, or use workers=1") from None
    finally:
        pool.shutdown(cancel_futures=True)


# -- inside a worker ---------------------------------------------------------------------------------------------------

_make: Callable[[], Reader] | None = None
_reader: Reader | None = None


def _start(make: Callable[[], Reader]) -> None:
    # Nothing here may fail, since that would look like a death; the reader is made with the first chunk.
    global _make
    _make = make
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, daemon=True).start()


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read(chunk: Chunk) -> tuple[Reading, ...]:
    global _reader
    if _reader is None and _make is not None:
        _reader = _make()
    return tuple(_reader.read(chunk)) if _reader else ()
