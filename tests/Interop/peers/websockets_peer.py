"""Python's websockets as one end of a connection: commands come as lines of JSON on stdin, events go as lines of JSON to stdout.

    python3 websockets_peer.py client URL [SUBPROTOCOL...]
    python3 websockets_peer.py server [SUBPROTOCOL...]     takes one connection; its own first line names the port
"""
import asyncio
import hashlib
import json
import sys

import websockets.client
import websockets.exceptions
import websockets.server


def tell(**event):
    print(json.dumps(event), flush=True)


def pattern(count):
    """As in Traffic.cs: bytes in which a lost, repeated or moved piece shows."""
    return (bytes(range(251)) * (count // 251 + 1))[:count]


def split(data, count):
    size = max(1, -(-len(data) // count))
    return [data[i * size:(i + 1) * size] for i in range(count)]


class Reporting:
    """Tells of pings: the library answers them by this method."""

    async def pong(self, data=b""):
        tell(event="ping", text=bytes(data).decode())
        await super().pong(data)


class Client(Reporting, websockets.client.WebSocketClientProtocol):
    pass


class Server(Reporting, websockets.server.WebSocketServerProtocol):
    pass


async def send(socket, data, parts):
    if parts == 1:
        await socket.send(data)
    else:
        await socket.send(split(data, parts))


async def ping(socket, text):
    await (await socket.ping(text))
    tell(event="pong", text=text)


async def obey(socket):
    reader = asyncio.StreamReader(limit=1 << 20)  # the longest command
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        command = json.loads(line)
        match command["do"]:
            case "text":
                await send(socket, command["text"], command["parts"])
            case "binary":
                await send(socket, pattern(command["count"]), command["parts"])
            case "ping":
                await ping(socket, command["text"])
            case "close":
                await socket.close(command["code"], command["text"])


async def converse(socket):
    tell(event="open", text=socket.subprotocol or "")
    obeying = asyncio.create_task(obey(socket))
    try:
        async for message in socket:
            data = message.encode() if isinstance(message, str) else message
            tell(event="message", type="text" if isinstance(message, str) else "binary",
                 count=len(data), sha256=hashlib.sha256(data).hexdigest())
    except websockets.exceptions.ConnectionClosedError:
        pass  # What follows tells with what.
    tell(event="close", code=socket.close_code, text=socket.close_reason or "")
    await obeying


def first_of_ours(offered, ours):
    return next((own for own in ours if own in offered), None)


def listen(protocols):
    done = asyncio.Event()

    async def serve(socket):
        try:
            await converse(socket)
        finally:
            done.set()

    async def run():
        async with websockets.server.serve(serve, "127.0.0.1", 0, create_protocol=Server, subprotocols=protocols or None,
                                           select_subprotocol=first_of_ours, max_size=None, ping_interval=None) as server:
            tell(event="listening", count=server.sockets[0].getsockname()[1])
            await done.wait()

    return run()


async def connect(url, protocols):
    async with websockets.client.connect(url, create_protocol=Client, subprotocols=protocols or None,
                                         max_size=None, ping_interval=None) as socket:
        await converse(socket)


if sys.argv[1] == "client":
    asyncio.run(connect(sys.argv[2], sys.argv[3:]))
else:
    asyncio.run(listen(sys.argv[2:]))
