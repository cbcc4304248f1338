#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plays slow, endless, compressed and malformed clients against a listener on 127.0.0.1.

    hostile_clients.py PORT [--path /hooks/gitlab] [--seconds 15]
                       [--probe-port PORT] [--probe /healthz]

First each malformed request on a connection of its own; then, for --seconds, 500 idle and 64
dripping connections, both opened again as soon as the server closes them, while endless and huge
requests are sent and, with --probe-port, a plain GET of --probe is timed on that listener. Prints
what the server answered. Fails when a malformed request was answered well or its connection stayed
open, or when a probe failed.
"""

import argparse
import asyncio
import collections
import gzip
import sys
import time

IDLE, DRIPPING = 500, 64
DRIP_SECONDS = 0.5
PATIENCE_SECONDS = 8  # beyond the server's 5 s for a head
ENDLESS_BYTES = 64 << 20
PIECE = b"X-Filler: " + b"a" * 1000 + b"\r\n"


def malformed(path):
    """Name, bytes, and the statuses that refuse them."""
    post = f"POST {path} HTTP/1.1\r\n".encode()
    host = b"Host: h\r\n"
    packed = gzip.compress(b"{" + b" " * (1 << 20) + b"}")
    refused = {400}
    yield "bare LF", b"GET / HTTP/1.1\nHost: h\n\n", refused
    yield "no Host", b"GET / HTTP/1.1\r\n\r\n", refused
    yield "two Hosts", b"GET / HTTP/1.1\r\n" + host + host + b"\r\n", refused
    yield "space before colon", b"GET / HTTP/1.1\r\nHost : h\r\n\r\n", refused
    yield "folded header", b"GET / HTTP/1.1\r\n" + host + b"X: a\r\n b\r\n\r\n", refused
    yield "empty header name", b"GET / HTTP/1.1\r\n" + host + b": a\r\n\r\n", refused
    yield "NUL in a header", b"GET / HTTP/1.1\r\n" + host + b"X: a\0b\r\n\r\n", refused
    yield "absolute target", b"GET http://h/ HTTP/1.1\r\n" + host + b"\r\n", refused
    yield "HTTP/0.9", b"GET /\r\n\r\n", refused
    yield "HTTP/2 preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 505}
    yield "TLS hello", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n", refused
    yield "method DELETE", b"DELETE / HTTP/1.1\r\n" + host + b"\r\n", {400, 405}
    yield "long target", b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n" + host + b"\r\n", {400, 414}
    yield "65 headers", (b"GET / HTTP/1.1\r\n" + host +
                         b"".join(b"X-%d: 1\r\n" % i for i in range(64)) + b"\r\n"), {400, 431}
    yield "no length", post + host + b"\r\n", {400, 411}
    yield "two lengths", (post + host + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"), refused
    yield "length abc", post + host + b"Content-Length: abc\r\n\r\n", refused
    yield "length -1", post + host + b"Content-Length: -1\r\n\r\n", refused
    yield "length 1e30", post + host + b"Content-Length: " + b"9" * 30 + b"\r\n\r\n", {400, 413}
    yield "length 27 MiB", post + host + b"Content-Length: 28311552\r\n\r\n", {413}
    yield "chunked", (post + host + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"), {
        400, 411, 415, 501}
    yield "chunked with length", (post + host + b"Content-Length: 2\r\n"
                                  b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), refused
    yield "gzip", (post + host + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" %
                   len(packed)) + packed, {400, 415}


def status_of(answer):
    """The status of the first answer, or 0."""
    words = answer.split(b" ", 2)
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else 0


async def hear_all(reader):
    """What the server says until it closes, and whether it closed."""
    heard = b""
    try:
        while piece := await asyncio.wait_for(reader.read(65536), PATIENCE_SECONDS):
            heard += piece
    except asyncio.TimeoutError:
        return heard, False
    except ConnectionError:
        pass
    return heard, True


async def ask(port, data):
    """Sends the bytes on a connection of their own."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(data)
        return await hear_all(reader)
    finally:
        writer.close()


async def play_malformed(port, path):
    failed = 0
    for name, data, expected in malformed(path):
        answer, closed = await ask(port, data)
        status = status_of(answer)
        good = status in expected and closed
        failed += not good
        print(f"{name:22} {status or 'nothing':>7} {'closed' if closed else 'OPEN':6}"
              f"{'' if good else '  WRONG'}")
    return failed


async def hold(port, begin, drip, ended, until):
    """A connection that says little, again and again; counts how each ended."""
    while time.monotonic() < until:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            ended["not connected"] += 1
            await asyncio.sleep(DRIP_SECONDS)
            continue
        try:
            writer.write(begin)
            while not reader.at_eof() and time.monotonic() < until:
                try:
                    answer = await asyncio.wait_for(reader.read(4096), DRIP_SECONDS)
                    ended[status_of(answer) or "closed"] += 1
                    break
                except asyncio.TimeoutError:
                    writer.write(drip)
        except ConnectionError:
            ended["reset"] += 1
        finally:
            writer.close()
        await asyncio.sleep(DRIP_SECONDS)


async def send_endless(port, begin, piece, ended, until):
    """Sends until the server has had enough; counts what it said and how much went out."""
    while time.monotonic() < until:
        sent = 0
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(begin)
            while sent < ENDLESS_BYTES and not reader.at_eof():
                writer.write(piece)
                await writer.drain()
                sent += len(piece)
            answer, _ = await hear_all(reader)
            ended[status_of(answer)] += 1
        except ConnectionError:
            ended["reset"] += 1
        finally:
            writer.close()
        ended["bytes sent"] += sent
        await asyncio.sleep(DRIP_SECONDS)


async def probe(port, path, times, until):
    """Times plain requests with new connections."""
    request = f"GET {path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n".encode()
    while time.monotonic() < until:
        begin = time.monotonic()
        try:
            answer, _ = await ask(port, request)
        except OSError:
            answer = b""
        times.append((time.monotonic() - begin, status_of(answer)))
        await asyncio.sleep(0.02)


async def play_flood(port, path, probed, until):
    post = f"POST {path} HTTP/1.1\r\nHost: h\r\n".encode()
    head = f"GET {path} HTTP/1.1\r\nHost: h\r\nX: ".encode()
    body = post + b"Content-Length: 9999\r\n\r\n"
    ended = {name: collections.Counter() for name in
             ("idle", "dripping heads", "dripping bodies", "endless headers", "endless line")}
    times = []
    tasks = [hold(port, b"", b"", ended["idle"], until) for _ in range(IDLE)]
    tasks += [hold(port, head, b"a", ended["dripping heads"], until) for _ in range(DRIPPING // 2)]
    tasks += [hold(port, body, b"a", ended["dripping bodies"], until) for _ in range(DRIPPING // 2)]
    tasks.append(send_endless(port, post, PIECE, ended["endless headers"], until))
    tasks.append(send_endless(port, b"GET /", b"a" * 65536, ended["endless line"], until))
    if probed[0]:
        tasks.append(probe(*probed, times, until))
    await asyncio.gather(*tasks)
    for name, counts in ended.items():
        print(f"{name:22} " + (", ".join(f"{k}: {v}" for k, v in counts.items()) or "held"))
    if not probed[0]:
        return 0
    spans = sorted(span for span, _ in times)
    failed = sum(status == 0 for _, status in times)
    print(f"{'probe':22} {len(times)} requests, {failed} without answer, "
          f"p50 {spans[len(spans) // 2] * 1000:.1f} ms, "
          f"p99 {spans[len(spans) * 99 // 100] * 1000:.1f} ms")
    return failed


async def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("port", type=int)
    parser.add_argument("--path", default="/hooks/gitlab")
    parser.add_argument("--probe-port", type=int)
    parser.add_argument("--probe", default="/healthz")
    parser.add_argument("--seconds", type=float, default=15)
    arguments = parser.parse_args()
    failed = await play_malformed(arguments.port, arguments.path)
    failed += await play_flood(arguments.port, arguments.path,
                               (arguments.probe_port, arguments.probe),
                               time.monotonic() + arguments.seconds)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
