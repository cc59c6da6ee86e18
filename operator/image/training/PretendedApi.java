import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * As much of an API server as the operator needs to believe in it: list, watch, create, replace, server-side apply.
 * When all PhiWorkloads are Ready it opens a policy in another's name, and says "done" once that is told.
 */
final class PretendedApi {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVERYTHING =
      "{incomplete: false, nonResourceRules: [], resourceRules: [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}]}";
  private static final Map<String, String> PLURALS =
      Map.of("Namespace", "namespaces", "Pod", "pods", "PhiWorkload", "phiworkloads");

  private final Map<Place, ObjectNode> objects = new TreeMap<>();
  private final Map<String, List<OutputStream>> watchers = new TreeMap<>();
  private int version = 1;
  private boolean tampered;

  /** Arguments: a PKCS12 file with the server's key, and the objects it starts with. */
  public static void main(String[] args) throws Exception {
    var api = new PretendedApi();
    for (String document : Files.readString(Path.of(args[1])).split("(?m)^---$")) {
      var object = (ObjectNode) YAML.readTree(document);
      api.store(Place.of(object), object, "ADDED");
    }
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(identity(Path.of(args[0]))));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", api::answer);
    server.start();
    System.out.println(server.getAddress().getPort());
  }

  /** Where an object is; without a name, where a list is. */
  private record Place(String plural, String namespace, String name, boolean status) implements Comparable<Place> {
    static Place of(JsonNode object) {
      JsonNode metadata = object.path("metadata");
      return new Place(
          PLURALS.get(object.path("kind").asText()),
          metadata.path("namespace").asText(),
          metadata.path("name").asText(),
          false);
    }

    static Place of(URI uri) {
      var parts = new ArrayList<>(List.of(uri.getPath().substring(1).split("/")));
      parts.subList(0, Math.min(parts.size(), parts.getFirst().equals("api") ? 2 : 3)).clear();
      String namespace = "";
      if (parts.size() > 2 && parts.getFirst().equals("namespaces")) {
        namespace = parts.get(1);
        parts.subList(0, 2).clear();
      }
      String plural = parts.isEmpty() ? "" : parts.getFirst();
      return new Place(plural, namespace, parts.size() > 1 ? parts.get(1) : "", parts.size() > 2);
    }

    Place object() {
      return new Place(plural, namespace, name, false);
    }

    Place named(String other) {
      return new Place(plural, namespace, other, false);
    }

    @Override
    public int compareTo(Place other) {
      return toString().compareTo(other.toString());
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    var place = Place.of(exchange.getRequestURI());
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    boolean webSocket = exchange.getRequestHeaders().containsKey("Upgrade");
    if (query.contains("watch=true") && !webSocket) {
      watch(place, exchange);
      return;
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    JsonNode answer = answer(exchange.getRequestMethod(), place, body);
    byte[] bytes = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.path("code").asInt(200), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized void watch(Place place, HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    send(exchange.getResponseBody(), "BOOKMARK", bookmark());
    watchers.computeIfAbsent(place.plural(), _ -> new ArrayList<>()).add(exchange.getResponseBody());
  }

  private static void send(OutputStream watcher, String type, JsonNode object) throws IOException {
    ObjectNode event = JSON.createObjectNode().put("type", type).set("object", object);
    watcher.write((event + "\n").getBytes(StandardCharsets.UTF_8));
    watcher.flush();
  }

  /** Without a first event no byte of the answer would leave. */
  private ObjectNode bookmark() {
    ObjectNode object = JSON.createObjectNode().put("kind", "Pod").put("apiVersion", "v1");
    object.putObject("metadata").put("resourceVersion", String.valueOf(version));
    return object;
  }

  private synchronized JsonNode answer(String method, Place place, byte[] body) throws IOException {
    return switch (method) {
      case "GET" -> place.name().isEmpty() ? list(place) : get(place);
      case "POST" -> create(place, (ObjectNode) YAML.readTree(body));
      case "PUT" -> store(place.object(), (ObjectNode) YAML.readTree(body), "MODIFIED");
      case "PATCH" -> apply(place, (ObjectNode) YAML.readTree(body));
      default -> failure(405);
    };
  }

  private JsonNode list(Place place) {
    ObjectNode list = JSON.createObjectNode();
    list.putObject("metadata").put("resourceVersion", String.valueOf(version));
    ArrayNode items = list.putArray("items");
    objects.forEach((at, object) -> {
      if (at.plural().equals(place.plural())) {
        items.add(object);
      }
    });
    return list;
  }

  private JsonNode get(Place place) {
    ObjectNode object = objects.get(place.object());
    return object == null ? failure(404) : object;
  }

  private static ObjectNode failure(int code) {
    return JSON.createObjectNode().put("kind", "Status").put("apiVersion", "v1").put("status", "Failure").put("code", code);
  }

  private JsonNode create(Place place, ObjectNode object) throws IOException {
    if (place.plural().equals("selfsubjectrulesreviews")) {
      return object.set("status", YAML.readTree(EVERYTHING));
    }
    return store(place.named(object.path("metadata").path("name").asText()), object, "ADDED");
  }

  private JsonNode apply(Place place, ObjectNode patch) throws IOException {
    ObjectNode live = objects.get(place.object());
    if (place.status()) {
      live.set("status", patch.path("status"));
      store(place.object(), live, "MODIFIED");
      proceed();
      return live;
    }
    ((ObjectNode) patch.path("metadata")).putArray("managedFields").add(managed("hipaa-operator", "Apply", patch));
    if (live != null) {
      ((ObjectNode) patch.path("metadata")).set("uid", live.path("metadata").path("uid"));
    }
    return store(place.object(), patch, live == null ? "ADDED" : "MODIFIED");
  }

  private JsonNode store(Place place, ObjectNode object, String event) throws IOException {
    version++;
    ObjectNode metadata = object.withObjectProperty("metadata");
    metadata.put("resourceVersion", String.valueOf(version));
    if (!metadata.path("uid").isTextual()) {
      metadata.put("uid", "00000000-0000-0000-0000-" + "%012d".formatted(version));
    }
    objects.put(place, object);
    for (OutputStream watcher : watchers.getOrDefault(place.plural(), List.of())) {
      send(watcher, event, object);
    }
    return object;
  }

  /** The next event of the day, when the last one is through. */
  private void proceed() throws IOException {
    if (!tampered && workloads().stream().allMatch(PretendedApi::ready)) {
      tampered = true;
      open(new Place("networkpolicies", "training", "records-db-ingress", false));
    } else if (workloads().stream().anyMatch(workload -> workload.path("status").path("driftTotal").asInt() > 0)) {
      System.out.println("done");
    }
  }

  private void open(Place policy) throws IOException {
    ObjectNode changed = objects.get(policy).deepCopy();
    ((ObjectNode) changed.path("spec")).putArray("ingress").addObject();
    ObjectNode change = JSON.createObjectNode();
    change.putObject("spec").putArray("ingress");
    ((ArrayNode) changed.path("metadata").path("managedFields")).add(managed("night-shift", "Update", change));
    store(policy, changed, "MODIFIED");
  }

  private List<ObjectNode> workloads() {
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().plural().equals("phiworkloads"))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static boolean ready(JsonNode workload) {
    for (JsonNode condition : workload.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }

  private static ObjectNode managed(String manager, String operation, JsonNode object) {
    ObjectNode entry =
        JSON.createObjectNode()
            .put("manager", manager)
            .put("operation", operation)
            .put("apiVersion", "networking.k8s.io/v1")
            .put("time", Instant.EPOCH.toString())
            .put("fieldsType", "FieldsV1");
    return entry.set("fieldsV1", fields(object));
  }

  private static ObjectNode fields(JsonNode object) {
    ObjectNode fields = JSON.createObjectNode();
    object.properties().forEach(entry -> fields.set("f:" + entry.getKey(), fields(entry.getValue())));
    return fields;
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
