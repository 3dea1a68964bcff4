import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One end of a connection, whatever library makes it: commands come as lines of JSON on stdin, events go as lines of JSON to stdout, as with
 * websockets_peer.py. The first argument is client or server, then a client's URL, then "pings" for a ping every 50 ms or "-", then the subprotocols.
 */
abstract class Peer {
    /** Possessive, since Java's matcher takes a level of the stack for each turn that it might take back: long texts have too many. */
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|(-?\\d+)|null)");
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);
    private static final int PING_INTERVAL_MS = 50;

    /** Tomcat's client masks and sends 8 KiB at a time, each from within the call for the one before: a message of 16 MiB needs more than the usual. */
    private static final long STACK_BYTES = 64L * 1024 * 1024;

    static {
        // What a library prints is no event.
        System.setOut(System.err);
    }

    private final StringBuilder text = new StringBuilder();
    private MessageDigest digest;
    private int count;

    abstract void sendText(String text, boolean isLast) throws IOException;

    abstract void sendBinary(ByteBuffer bytes, boolean isLast) throws IOException;

    abstract void ping(ByteBuffer payload) throws IOException;

    abstract void close(int status, String reason) throws IOException;

    static synchronized void tell(String event, String type, int count, String field, String value) {
        StringBuilder line = new StringBuilder();
        line.append("{\"event\":\"" + event + "\",\"type\":\"" + type + "\",\"count\":" + count + ",\"code\":" + count + ",\"" + field + "\":\"");
        for (char c : value.toCharArray()) {
            line.append(c < ' ' || c > '~' || c == '"' || c == '\\' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }

        try {
            // At once: the test may end this program at any time, and half a line is none.
            OUT.write(line.append("\"}\n").toString().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            System.err.println(e);
        }
    }

    static void tellListening(int port) {
        tell("listening", "", port, "text", "");
    }

    /** The connection is open: commands are obeyed from here on. */
    void open(String subProtocol, boolean pings) {
        tell("open", "", 0, "text", subProtocol == null ? "" : subProtocol);
        run(this::obey);
        if (pings) {
            run(this::keepPinging);
        }
    }

    void tellPing(ByteBuffer payload) {
        tell("ping", "", 0, "text", StandardCharsets.UTF_8.decode(payload).toString());
    }

    void tellPong(ByteBuffer payload) {
        tell("pong", "", 0, "text", StandardCharsets.UTF_8.decode(payload).toString());
    }

    void tellClose(int status, String reason) {
        tell("close", "", status, "text", reason == null ? "" : reason);
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

                tell("message", type, count, "sha256", hex.toString());
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
        BufferedReader reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            obey(line);
        }

        System.exit(0);
    }

    private void obey(String line) throws IOException {
        String command = "";
        String words = "";
        int number = 0;
        int parts = 1;
        for (Matcher field = FIELD.matcher(line); field.find();) {
            switch (field.group(1)) {
                case "do":
                    command = field.group(2);
                    break;
                case "text":
                    words = field.group(2) == null ? "" : unescape(field.group(2));
                    break;
                case "parts":
                    parts = Integer.parseInt(field.group(3));
                    break;
                default:
                    number = Integer.parseInt(field.group(3));
                    break;
            }
        }

        switch (command) {
            case "text":
                int characters = words.codePointCount(0, words.length());
                for (int i = 0, from = 0; i < parts; i++) {
                    int to = words.offsetByCodePoints(0, (int) ((long) characters * (i + 1) / parts));
                    sendText(words.substring(from, to), i == parts - 1);
                    from = to;
                }

                break;
            case "binary":
                byte[] bytes = new byte[number];
                for (int i = 0; i < number; i++) {
                    // As in Traffic.cs: bytes in which a lost, repeated or moved piece shows.
                    bytes[i] = (byte) (i % 251);
                }

                for (int i = 0, from = 0; i < parts; i++) {
                    int to = (int) ((long) number * (i + 1) / parts);
                    sendBinary(ByteBuffer.wrap(bytes, from, to - from), i == parts - 1);
                    from = to;
                }

                break;
            case "ping":
                ping(ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8)));
                break;
            default:
                close(number, words);
                break;
        }
    }

    private static String unescape(String json) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '\\') {
                i++;
                c = json.charAt(i);
                if (c == 'u') {
                    c = (char) Integer.parseInt(json.substring(i + 1, i + 5), 16);
                    i += 4;
                } else {
                    int known = "nrtbf".indexOf(c);
                    c = known >= 0 ? "\n\r\t\b\f".charAt(known) : c;
                }
            }

            text.append(c);
        }

        return text.toString();
    }
}
