"""Compression as conformance suites ask for it, by Python's websockets: each size whole and in fragments, each set of parameters.

    python3 deflate_suite.py client URL OFFERS   plays to a server that echoes; OFFERS is a JSON list with the arguments of a
                                                 ClientPerMessageDeflateFactory each, or {"raw": [[name, value]]} for what no server can meet
    python3 deflate_suite.py server ANSWERS      plays to a client that asks for its cases; ANSWERS is a JSON list with the arguments of a
                                                 ServerPerMessageDeflateFactory for each case. Its first line is the port, its last "done".

A line for each connection is JSON: what was agreed on, how many messages came back as they were, and what was wrong.
"""
import asyncio
import json
import random
import sys
from urllib.parse import parse_qs, urlsplit

import websockets.client
import websockets.server
from websockets.exceptions import ConnectionClosed, NegotiationError
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory, ServerPerMessageDeflateFactory

WHOLE = [16, 64, 256, 1024, 4096, 8192, 16384, 32768, 65536, 131072]
SHAPES = [(size, size) for size in WHOLE]
SHAPES += [(size, 256) for size in WHOLE if size >= 8192]
SHAPES += [(131072, 1024), (131072, 4096), (131072, 32768)]
LIMITS = {"max_size": 1 << 20, "ping_interval": None, "close_timeout": 30}


class Unmeetable(ClientPerMessageDeflateFactory):
    """An offer that no server may agree to."""

    def __init__(self, params):
        super().__init__()
        self.params = [tuple(p) for p in params]

    def get_request_params(self):
        return self.params

    def process_response_params(self, params, accepted_extensions):
        raise NegotiationError("it was not to be met")


def make_text():
    source = random.Random(7692)
    places = ("Küche", "Keller", "屋根", "garage", "attic 🌡")
    rows = [
        {"id": i, "place": source.choice(places), "celsius": round(source.gauss(20, 5), 2), "isOpen": source.random() < 0.3, "seen": 1700000000 + 60 * i}
        for i in range(4000)
    ]
    return json.dumps(rows, ensure_ascii=False)


def make_binary():
    # Runs, slopes, noise and what was there before, as pictures and programs have them.
    source = random.Random(7693)
    data = bytearray()
    while len(data) < 300000:
        kind = source.randrange(4)
        count = source.randrange(1, 3000)
        if kind == 0:
            data += bytes([source.randrange(256)]) * count
        elif kind == 1:
            data += bytes((k // 7) & 255 for k in range(count))
        elif kind == 2:
            data += source.randbytes(count)
        elif data:
            start = source.randrange(len(data))
            data += data[start : start + count]
    return bytes(data)


DATA = {"text": make_text(), "binary": make_binary()}


def describe(extension, is_server):
    sides = {
        is_server: (extension.local_max_window_bits, extension.local_no_context_takeover),
        not is_server: (extension.remote_max_window_bits, extension.remote_no_context_takeover),
    }
    return ", ".join("%s %d%s" % (name, sides[side][0], " alone" if sides[side][1] else "") for name, side in (("server", True), ("client", False)))


async def play(socket, kind, is_server):
    """Sends every shape and takes the echoes. Returns the verdict."""
    agreed = "; ".join(describe(e, is_server) for e in socket.extensions)
    data = DATA[kind]
    at = 0
    count = 0
    error = None
    try:
        for size, piece in SHAPES:
            at = (at + size) % (len(data) - size)
            message = data[at : at + size]
            await socket.send(message if piece == size else [message[k : k + piece] for k in range(0, size, piece)])
            echo = await socket.recv()
            if echo != message:
                error = "%d in pieces of %d came back as %d, %s" % (size, piece, len(echo), type(echo).__name__)
                break
            count += 1
    except ConnectionClosed as e:
        error = "%d in pieces of %d: %s" % (size, piece, e)
    return {"agreed": agreed, "messages": count, "error": error}


def report(verdict, **more):
    print(json.dumps({**verdict, **more}), flush=True)


async def run_client(url, offers):
    factories = [Unmeetable(o["raw"]) if "raw" in o else ClientPerMessageDeflateFactory(**o) for o in offers]
    for kind in DATA:
        async with websockets.client.connect(url, compression=None, extensions=factories, **LIMITS) as socket:
            report(await play(socket, kind, False), kind=kind)


async def run_server(answers):
    cases = [(kind, answer) for answer in answers for kind in DATA]
    over = asyncio.Event()

    class Suite(websockets.server.WebSocketServerProtocol):
        """Agrees to what the case that was asked for says."""

        def find_case(self):
            query = parse_qs(urlsplit(self.path).query)
            return cases[int(query["case"][0]) - 1] if "case" in query else (None, None)

        def process_extensions(self, headers, available_extensions):
            _, answer = self.find_case()
            factories = [] if answer is None else [ServerPerMessageDeflateFactory(**answer)]
            return super().process_extensions(headers, factories)

    async def serve(socket):
        kind, answer = socket.find_case()
        if kind is not None:
            report(await play(socket, kind, True), kind=kind, answer=answer)
        elif socket.path.startswith("/getCaseCount"):
            await socket.send(str(len(cases)))
        else:
            print("done", flush=True)
            over.set()

    async with websockets.server.serve(serve, "127.0.0.1", 0, create_protocol=Suite, compression=None, **LIMITS) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await over.wait()


if sys.argv[1] == "client":
    asyncio.run(run_client(sys.argv[2], json.loads(sys.argv[3])))
else:
    asyncio.run(run_server(json.loads(sys.argv[2])))
