"""Python's websockets with permessage-deflate, and zlib with every window.

    python3 deflate_peer.py client URL COUNT OPTIONS   as deflate-peer.mjs; OPTIONS are those of ClientPerMessageDeflateFactory, as JSON
    python3 deflate_peer.py streams                    prints lines: bits of the window, the data and zlib's raw DEFLATE of it, in hex
"""
import asyncio
import json
import random
import sys
import zlib


def message(i):
    return ",".join('{"n":%d,"k":%d,"v":%d}' % (i, k, (i * 7919 + k * 31) % 1000) for k in range(i % 23))


async def client(url, total, options):
    import websockets.client
    from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory

    factory = ClientPerMessageDeflateFactory(**options)
    async with websockets.client.connect(url, compression=None, extensions=[factory]) as socket:
        sent = 0
        for received in range(total):
            while sent < total and sent < received + 16:
                await socket.send(message(sent))
                sent += 1
            got = await socket.recv()
            if got != message(received):
                print(json.dumps({"error": "message %d came back as %s" % (received, got)}), flush=True)
                return
        extensions = ", ".join(repr(e) for e in socket.extensions)
    print(json.dumps({"extensions": extensions, "received": total, "code": socket.close_code}), flush=True)


def streams():
    source = random.Random(7692)
    kinds = [
        lambda n: bytes(source.randrange(256) for _ in range(n)),
        lambda n: bytes(n),
        lambda n: (json.dumps([{"t": source.randrange(99999), "v": source.random()} for _ in range(n // 30 + 1)])).encode()[:n],
        lambda n: bytes(source.choice(b"abcdefgh") for _ in range(n)),
        lambda n: (bytes(source.randrange(256) for _ in range(700)) * (n // 700 + 1))[:n],
    ]
    for bits in range(9, 16):
        for kind in kinds:
            for level, memory, strategy in ((1, 8, 0), (6, 9, 0), (9, 1, 0), (6, 8, zlib.Z_FIXED), (6, 8, zlib.Z_HUFFMAN_ONLY), (6, 8, zlib.Z_RLE), (0, 8, 0)):
                data = kind(source.choice((1, 10, 300, 3000, 50000 if level == 6 else 900)))
                compressor = zlib.compressobj(level, zlib.DEFLATED, -bits, memory, strategy)
                stream = compressor.compress(data) + compressor.flush(zlib.Z_SYNC_FLUSH)
                print(bits, data.hex(), stream[:-4].hex())


if sys.argv[1] == "client":
    asyncio.run(client(sys.argv[2], int(sys.argv[3]), json.loads(sys.argv[4])))
else:
    streams()
