package io.hipaaoperator.drift;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a field stands in an object.
 *
 * @param segments names from the root; list items are not addressed, see {@link Ownership}
 */
public record FieldPath(List<String> segments) {
  /** The object itself. */
  public static final FieldPath ROOT = new FieldPath(List.of());

  public FieldPath {
    segments = List.copyOf(segments);
  }

  /** The path of a field of what stands here. */
  public FieldPath child(String name) {
    var longer = new ArrayList<>(segments);
    longer.add(name);
    return new FieldPath(longer);
  }

  /** Whether this is the other path or a path below it. */
  public boolean within(FieldPath other) {
    return segments.size() >= other.segments.size()
        && segments.subList(0, other.segments.size()).equals(other.segments);
  }

  /** RFC 6901 pointer, for reading and for JSON Patch. */
  public JsonPointer pointer() {
    JsonPointer pointer = JsonPointer.empty();
    for (String segment : segments) {
      pointer = pointer.appendProperty(segment);
    }
    return pointer;
  }

  /** As people and kubectl write it, for example {@code spec.ingress}. */
  @Override
  public String toString() {
    return String.join(".", segments.stream().map(FieldPath::quoted).toList());
  }

  private static String quoted(String segment) {
    return segment.contains(".") ? "[" + segment + "]" : segment;
  }
}
