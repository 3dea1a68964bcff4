import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * One end of a connection, whatever library makes it: commands are lines of JSON, events go as lines of JSON to stdout, as with websockets_peer.py.
 * One program serves many tests, since its start takes longer than most of them: what goes to or comes from one stands behind its number and a space.
 */
abstract class Peer {
    private static final int PING_INTERVAL_MS = 50;

    /** Tomcat's client masks and sends 8 KiB at a time, each from within the call for the one before: a message of 16 MiB needs more than the usual. */
    private static final long STACK_BYTES = 64L * 1024 * 1024;

    private final Turn turn;
    private final StringBuilder text = new StringBuilder();
    private MessageDigest digest;
    private int count;

    Peer(Turn turn) {
        this.turn = turn;
    }

    abstract void sendText(String text, boolean isLast) throws IOException;

    abstract void sendBinary(ByteBuffer bytes, boolean isLast) throws IOException;

    abstract void ping(ByteBuffer payload) throws IOException;

    abstract void close(int status, String reason) throws IOException;

    /** The connection is open: commands are obeyed from here on. */
    void open(String subProtocol) {
        turn.tell("open", "", 0, "text", subProtocol == null ? "" : subProtocol);
        run(this::obey);
        if (turn.pings) {
            run(this::keepPinging);
        }
    }

    void tellPing(ByteBuffer payload) {
        turn.tell("ping", "", 0, "text", StandardCharsets.UTF_8.decode(payload).toString());
    }

    void tellPong(ByteBuffer payload) {
        turn.tell("pong", "", 0, "text", StandardCharsets.UTF_8.decode(payload).toString());
    }

    void tellClose(int status, String reason) {
        turn.tell("close", "", status, "text", reason == null ? "" : reason);
    }

    void text(String part, boolean isLast) {
        text.append(part);
        if (isLast) {
            binary(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)), "text", true);
            text.setLength(0);
        }
    }

    void binary(ByteBuffer part, boolean isLast) {
        binary(part, "binary", isLast);
    }

    private void binary(ByteBuffer part, String type, boolean isLast) {
        try {
            if (digest == null) {
                digest = MessageDigest.getInstance("SHA-256");
            }

            count += part.remaining();
            digest.update(part);
            if (isLast) {
                StringBuilder hex = new StringBuilder();
                for (byte b : digest.digest()) {
                    hex.append(String.format("%02x", b));
                }

                turn.tell("message", type, count, "sha256", hex.toString());
                count = 0;
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Action {
        void run() throws Exception;
    }

    private static void run(Action action) {
        Thread thread = new Thread(null, () -> {
            try {
                action.run();
            } catch (Throwable e) {
                System.err.println(e);
            }
        }, "peer", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
    }

    private void keepPinging() throws Exception {
        while (true) {
            Thread.sleep(PING_INTERVAL_MS);
            ping(ByteBuffer.allocate(0));
        }
    }

    private void obey() throws Exception {
        for (Command command = turn.next(); !command.name.equals(Turn.END); command = turn.next()) {
            obey(command);
        }
    }

    private void obey(Command command) throws IOException {
        String words = command.text;
        int parts = command.parts;
        switch (command.name) {
            case "text":
                int characters = words.codePointCount(0, words.length());
                for (int i = 0, from = 0; i < parts; i++) {
                    int to = words.offsetByCodePoints(0, (int) ((long) characters * (i + 1) / parts));
                    sendText(words.substring(from, to), i == parts - 1);
                    from = to;
                }

                break;
            case "binary":
                byte[] bytes = new byte[command.number];
                for (int i = 0; i < command.number; i++) {
                    // As in Traffic.cs: bytes in which a lost, repeated or moved piece shows.
                    bytes[i] = (byte) (i % 251);
                }

                for (int i = 0, from = 0; i < parts; i++) {
                    int to = (int) ((long) command.number * (i + 1) / parts);
                    sendBinary(ByteBuffer.wrap(bytes, from, to - from), i == parts - 1);
                    from = to;
                }

                break;
            case "ping":
                ping(ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8)));
                break;
            default:
                close(command.number, words);
                break;
        }
    }
}
