import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** As much of an API server as the operator needs to believe in it: list, watch, create, replace, server-side apply. */
final class PretendedApi {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectStore cluster = new ObjectStore();

  /** Arguments: a PKCS12 file with the server's key, and the objects it starts with. */
  public static void main(String[] args) throws Exception {
    var api = new PretendedApi();
    for (String document : Files.readString(Path.of(args[1])).split("(?m)^---$")) {
      var object = (ObjectNode) YAML.readTree(document);
      api.cluster.store(Place.of(object), object, "ADDED");
    }
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(identity(Path.of(args[0]))));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", api::answer);
    server.start();
    System.out.println(server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    var place = Place.of(exchange.getRequestURI());
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    boolean webSocket = exchange.getRequestHeaders().containsKey("Upgrade");
    if (query.contains("watch=true") && !webSocket) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 0);
      cluster.watch(place, exchange.getResponseBody());
      return;
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    JsonNode answer = cluster.answer(exchange.getRequestMethod(), place, body);
    byte[] bytes = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.path("code").asInt(200), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static SSLContext identity(Path file) throws Exception {
    char[] password = "training".toCharArray();
    var keys = KeyStore.getInstance(file.toFile(), password);
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
