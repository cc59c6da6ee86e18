import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The objects of a pretended cluster, what requests do to them, and who watches. */
final class ObjectStore {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVERYTHING =
      "{incomplete: false, nonResourceRules: [], resourceRules: [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}]}";

  private final Map<Place, ObjectNode> objects = new TreeMap<>();
  private final Map<String, List<OutputStream>> watchers = new TreeMap<>();
  private final TrainingDay day = new TrainingDay();
  private int version = 1;

  /** Sends what happens to objects of a kind. */
  synchronized void watch(Place place, OutputStream watcher) throws IOException {
    send(watcher, "BOOKMARK", bookmark());
    watchers.computeIfAbsent(place.plural(), _ -> new ArrayList<>()).add(watcher);
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

  /** What a request gets, a Status where it fails. */
  synchronized JsonNode answer(String method, Place place, byte[] body) throws IOException {
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
    items.addAll(all(place.plural()));
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
      day.proceed(this);
      return live;
    }
    ((ObjectNode) patch.path("metadata")).putArray("managedFields").add(ManagedFields.entry("hipaa-operator", "Apply", patch));
    if (live != null) {
      ((ObjectNode) patch.path("metadata")).set("uid", live.path("metadata").path("uid"));
    }
    return store(place.object(), patch, live == null ? "ADDED" : "MODIFIED");
  }

  /** Keeps an object, new or changed, and tells those who watch. */
  JsonNode store(Place place, ObjectNode object, String event) throws IOException {
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

  /** The objects of a kind. */
  List<ObjectNode> all(String plural) {
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().plural().equals(plural))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** A copy of an object that is there. */
  ObjectNode copy(Place place) {
    return objects.get(place).deepCopy();
  }
}
