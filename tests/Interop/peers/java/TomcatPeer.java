import jakarta.servlet.ServletContext;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** Tomcat 10 as one end of a connection, by the API of Jakarta WebSocket. */
public final class TomcatPeer extends Peer {
    /** It warns of what it cannot look into when a server is stopped; kept, or it would forget its level. */
    private static final Logger LEAKS = Logger.getLogger("org.apache.catalina.loader.WebappClassLoaderBase");

    private Session session;

    private TomcatPeer(Turn turn) {
        super(turn);
    }

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        LEAKS.setLevel(Level.SEVERE);
        Turn.serve(TomcatPeer::listen, TomcatPeer::connect);
    }

    private static AutoCloseable connect(Turn turn) throws Exception {
        return ContainerProvider.getWebSocketContainer().connectToServer(
            new End(turn), ClientEndpointConfig.Builder.create().preferredSubprotocols(turn.protocols).build(), turn.url);
    }

    private static AutoCloseable listen(Turn turn) throws Exception {
        File folder = Files.createTempDirectory("tomcat").toFile();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.getPath());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", folder.getPath());
        context.addServletContainerInitializer(new WsSci(), null);
        context.addServletContainerInitializer((classes, servletContext) -> deploy(servletContext, turn), null);
        Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet");
        context.addServletMappingDecoded("/", "default");
        tomcat.start();
        turn.tellListening(tomcat.getConnector().getLocalPort());
        return () -> {
            tomcat.stop();
            tomcat.destroy();
        };
    }

    private static void deploy(ServletContext context, Turn turn) {
        try {
            ((ServerContainer) context.getAttribute(ServerContainer.class.getName())).addEndpoint(
                ServerEndpointConfig.Builder.create(End.class, "/{room}").subprotocols(turn.protocols).configurator(new Ours(turn)).build());
        } catch (DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }

    public static final class Ours extends ServerEndpointConfig.Configurator {
        private final Turn turn;

        Ours(Turn turn) {
            this.turn = turn;
        }

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(new End(turn));
        }

        /** Jakarta's default is the client's first. */
        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            return supported.stream().filter(requested::contains).findFirst().orElse("");
        }
    }

    public static final class End extends Endpoint {
        private final Turn turn;
        private final TomcatPeer peer;

        End(Turn turn) {
            this.turn = turn;
            peer = new TomcatPeer(turn);
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            peer.session = session;
            session.addMessageHandler(new MessageHandler.Partial<String>() {
                @Override
                public void onMessage(String part, boolean isLast) {
                    peer.text(part, isLast);
                }
            });
            session.addMessageHandler(new MessageHandler.Partial<ByteBuffer>() {
                @Override
                public void onMessage(ByteBuffer part, boolean isLast) {
                    peer.binary(part, isLast);
                }
            });
            session.addMessageHandler(new MessageHandler.Whole<PongMessage>() {
                @Override
                public void onMessage(PongMessage message) {
                    if (!turn.pings) {
                        peer.tellPong(message.getApplicationData());
                    }
                }
            });
            peer.open(session.getNegotiatedSubprotocol());
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            peer.tellClose(reason.getCloseCode().getCode(), reason.getReasonPhrase());
        }

        @Override
        public void onError(Session session, Throwable error) {
            System.err.println(error);
        }
    }

    @Override
    void sendText(String text, boolean isLast) throws IOException {
        session.getBasicRemote().sendText(text, isLast);
    }

    @Override
    void sendBinary(ByteBuffer bytes, boolean isLast) throws IOException {
        session.getBasicRemote().sendBinary(bytes, isLast);
    }

    @Override
    void ping(ByteBuffer payload) throws IOException {
        session.getBasicRemote().sendPing(payload);
    }

    @Override
    void close(int status, String reason) throws IOException {
        session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(status), reason));
    }
}
