import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where an object is; without a name, where a list is. */
record Place(String plural, String namespace, String name, boolean status) implements Comparable<Place> {
  private static final Map<String, String> PLURALS =
      Map.of("Namespace", "namespaces", "Pod", "pods", "PhiWorkload", "phiworkloads");

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
