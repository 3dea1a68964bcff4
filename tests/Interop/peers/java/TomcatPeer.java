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
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** Tomcat 10 as one end of a connection, by the API of Jakarta WebSocket. */
public final class TomcatPeer extends Peer {
    private static boolean pings;
    private Session session;

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        boolean isClient = arguments[0].equals("client");
        int first = isClient ? 2 : 1;
        pings = arguments[first].equals("pings");
        List<String> protocols = Arrays.asList(arguments).subList(first + 1, arguments.length);
        if (isClient) {
            ContainerProvider.getWebSocketContainer().connectToServer(
                new End(), ClientEndpointConfig.Builder.create().preferredSubprotocols(protocols).build(), URI.create(arguments[1]));
        } else {
            listen(protocols);
        }

        // The commands' end is this program's.
        Thread.sleep(Long.MAX_VALUE);
    }

    private static void listen(List<String> protocols) throws Exception {
        File folder = Files.createTempDirectory("tomcat").toFile();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.getPath());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", folder.getPath());
        context.addServletContainerInitializer(new WsSci(), null);
        context.addServletContainerInitializer((classes, servletContext) -> deploy(servletContext, protocols), null);
        Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet");
        context.addServletMappingDecoded("/", "default");
        tomcat.start();
        tellListening(tomcat.getConnector().getLocalPort());
    }

    private static void deploy(ServletContext context, List<String> protocols) {
        try {
            ((ServerContainer) context.getAttribute(ServerContainer.class.getName())).addEndpoint(
                ServerEndpointConfig.Builder.create(End.class, "/{room}").subprotocols(protocols).configurator(new FirstOfOurs()).build());
        } catch (DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Jakarta's default is the client's first. */
    public static final class FirstOfOurs extends ServerEndpointConfig.Configurator {
        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            return supported.stream().filter(requested::contains).findFirst().orElse("");
        }
    }

    public static final class End extends Endpoint {
        private final TomcatPeer peer = new TomcatPeer();

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
                    if (!pings) {
                        peer.tellPong(message.getApplicationData());
                    }
                }
            });
            peer.open(session.getNegotiatedSubprotocol(), pings);
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
