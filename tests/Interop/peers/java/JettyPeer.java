import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.WebSocketListener;
import org.eclipse.jetty.websocket.api.WebSocketPingPongListener;
import org.eclipse.jetty.websocket.api.WebSocketPolicy;
import org.eclipse.jetty.websocket.client.ClientUpgradeRequest;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.eclipse.jetty.websocket.server.WebSocketHandler;
import org.eclipse.jetty.websocket.servlet.WebSocketServletFactory;

/**
 * Jetty 9 as one end of a connection, by its own API. It takes whole messages: 9.4's WebSocketPartialListener does not stand an empty one, whose
 * buffer is null where Jetty itself slices it.
 */
public final class JettyPeer extends Peer implements WebSocketListener, WebSocketPingPongListener {
    /** The default is 64 KiB; the largest message of the tests has 16 MiB. */
    private static final int MAX_MESSAGE_BYTES = 32 * 1024 * 1024;

    private Session session;

    private JettyPeer(Turn turn) {
        super(turn);
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty("org.eclipse.jetty.util.log.class", "org.eclipse.jetty.util.log.StdErrLog");
        System.setProperty("org.eclipse.jetty.LEVEL", "WARN");
        Turn.serve(JettyPeer::listen, JettyPeer::connect);
    }

    private static AutoCloseable connect(Turn turn) throws Exception {
        WebSocketClient client = new WebSocketClient();
        allowLargeMessages(client.getPolicy());
        client.start();
        ClientUpgradeRequest request = new ClientUpgradeRequest();
        request.setSubProtocols(turn.protocols);
        client.connect(new JettyPeer(turn), turn.url, request).get();
        return client::stop;
    }

    private static AutoCloseable listen(Turn turn) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new WebSocketHandler() {
            @Override
            public void configure(WebSocketServletFactory factory) {
                allowLargeMessages(factory.getPolicy());
                factory.setCreator((request, response) -> {
                    turn.protocols.stream().filter(request::hasSubProtocol).findFirst().ifPresent(response::setAcceptedSubProtocol);
                    return new JettyPeer(turn);
                });
            }
        });
        server.start();
        turn.tellListening(connector.getLocalPort());
        return server::stop;
    }

    private static void allowLargeMessages(WebSocketPolicy policy) {
        policy.setMaxTextMessageSize(MAX_MESSAGE_BYTES);
        policy.setMaxBinaryMessageSize(MAX_MESSAGE_BYTES);
    }

    @Override
    public void onWebSocketConnect(Session session) {
        this.session = session;
        open(session.getUpgradeResponse().getAcceptedSubProtocol());
    }

    @Override
    public void onWebSocketText(String message) {
        text(message, true);
    }

    @Override
    public void onWebSocketBinary(byte[] message, int offset, int count) {
        binary(ByteBuffer.wrap(message, offset, count), true);
    }

    @Override
    public void onWebSocketPing(ByteBuffer payload) {
        tellPing(payload);
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        tellPong(payload);
    }

    @Override
    public void onWebSocketClose(int status, String reason) {
        tellClose(status, reason);
    }

    @Override
    public void onWebSocketError(Throwable error) {
        System.err.println(error);
    }

    @Override
    void sendText(String text, boolean isLast) throws IOException {
        session.getRemote().sendPartialString(text, isLast);
    }

    @Override
    void sendBinary(ByteBuffer bytes, boolean isLast) throws IOException {
        session.getRemote().sendPartialBytes(bytes, isLast);
    }

    @Override
    void ping(ByteBuffer payload) throws IOException {
        session.getRemote().sendPing(payload);
    }

    @Override
    void close(int status, String reason) throws IOException {
        session.close(status, reason);
    }
}
