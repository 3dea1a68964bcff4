import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A test's turn: its connection has the commands from here, in their order, and tells what happens. */
final class Turn {
    /** What a library does for a turn. Returns what ends it. */
    interface Action {
        AutoCloseable run(Turn turn) throws Exception;
    }

    /** The last of a turn's commands. */
    static final String END = "end";

    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    /** Whether a ping is sent every 50 ms. */
    final boolean pings;

    /** The subprotocols, of a server in its order of preference. */
    final List<String> protocols;

    /** Of a client. */
    final URI url;

    private final String number;
    private final BlockingQueue<Command> commands = new LinkedBlockingQueue<>();
    private AutoCloseable end;
    private boolean isOver;

    private Turn(String number, Command command) {
        this.number = number;
        pings = command.number != 0;
        protocols = command.text.isEmpty() ? List.of() : List.of(command.text.split(" "));
        url = URI.create(command.url);
    }

    /** Serves turns until there are no further commands: the end of the tests. */
    static void serve(Action listen, Action connect) throws IOException {
        // What a library prints is no event.
        System.setOut(System.err);
        Map<String, Turn> turns = new HashMap<>();
        BufferedReader reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            int space = line.indexOf(' ');
            String number = line.substring(0, space);
            Command command = new Command(line.substring(space));
            switch (command.name) {
                case "listen":
                case "connect":
                    Turn turn = new Turn(number, command);
                    turns.put(number, turn);
                    start(() -> turn.begin(command.name.equals("listen") ? listen : connect));
                    break;
                case END:
                    Turn over = turns.remove(number);
                    over.commands.add(command);
                    start(over::end);
                    break;
                default:
                    turns.get(number).commands.add(command);
                    break;
            }
        }

        System.exit(0);
    }

    Command next() throws InterruptedException {
        return commands.take();
    }

    void tellListening(int port) {
        tell("listening", "", port, "text", "");
    }

    void tell(String event, String type, int count, String field, String value) {
        StringBuilder line = new StringBuilder();
        line.append(number + " {\"event\":\"" + event + "\",\"type\":\"" + type + "\",\"count\":" + count + ",\"code\":" + count + ",\"" + field + "\":\"");
        for (char c : value.toCharArray()) {
            line.append(c < ' ' || c > '~' || c == '"' || c == '\\' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }

        byte[] bytes = line.append("\"}\n").toString().getBytes(StandardCharsets.US_ASCII);
        synchronized (OUT) {
            try {
                OUT.write(bytes);
            } catch (IOException e) {
                System.err.println(e);
            }
        }
    }

    private void begin(Action action) {
        try {
            AutoCloseable running = action.run(this);
            boolean isLate;
            synchronized (this) {
                end = running;
                isLate = isOver;
            }

            if (isLate) {
                running.close();
            }
        } catch (Exception e) {
            tell("error", "", 0, "text", e.toString());
        }
    }

    private void end() {
        AutoCloseable running;
        synchronized (this) {
            isOver = true;
            running = end;
        }

        try {
            if (running != null) {
                running.close();
            }
        } catch (Exception e) {
            System.err.println(e);
        }
    }

    private static void start(Runnable action) {
        Thread thread = new Thread(action, "turn");
        thread.setDaemon(true);
        thread.start();
    }
}
