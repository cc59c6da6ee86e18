package io.hipaaoperator.purge;

import com.fasterxml.jackson.databind.JsonNode;
import io.hipaaoperator.postgres.Identifier;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Fields of an object of a plan. A field that nobody reads is refused: it might be a typing error.
 * So is one with nothing in it: a tenant that was left empty does not mean all tenants.
 */
final class Fields {
  private final JsonNode object;
  private final String path;

  Fields(JsonNode object, String path, Set<String> known) {
    if (!object.isObject()) {
      throw new PlanError(path.isEmpty() ? "plan" : path, "must be an object");
    }
    this.object = object;
    this.path = path;
    object.properties().forEach(it -> require(it.getKey(), it.getValue(), known));
  }

  private void require(String field, JsonNode value, Set<String> known) {
    if (!known.contains(field)) {
      throw new PlanError(at(field), "no such field; there are " + known);
    }
    if (value.isNull()) {
      throw new PlanError(at(field), "is empty; leave the field out or give it a value");
    }
  }

  String at(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  boolean has(String field) {
    return object.has(field);
  }

  String text(String field) {
    JsonNode value = object.path(field);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new PlanError(at(field), "must be text");
    }
    return value.textValue();
  }

  /** Text as something else; what it is refused for is the reason. */
  <T> T as(String field, Function<String, T> form) {
    String text = text(field);
    try {
      return form.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new PlanError(at(field), String.valueOf(e.getMessage()));
    }
  }

  <T> Optional<T> maybe(String field, Function<String, T> form) {
    return has(field) ? Optional.of(as(field, form)) : Optional.empty();
  }

  boolean flag(String field) {
    JsonNode value = object.path(field);
    if (has(field) && !value.isBoolean()) {
      throw new PlanError(at(field), "must be true or false");
    }
    return value.asBoolean(false);
  }

  long number(String field, long otherwise, long least, long most) {
    JsonNode value = object.path(field);
    if (!has(field)) {
      return otherwise;
    }
    if (!value.isIntegralNumber() || value.longValue() < least || value.longValue() > most) {
      throw new PlanError(at(field), "must be a whole number from " + least + " to " + most);
    }
    return value.longValue();
  }

  double share(String field, double otherwise) {
    JsonNode value = object.path(field);
    if (!has(field)) {
      return otherwise;
    }
    if (!value.isNumber() || value.doubleValue() <= 0 || value.doubleValue() > 1) {
      throw new PlanError(at(field), "must be more than 0 and at most 1");
    }
    return value.doubleValue();
  }

  List<Identifier> identifiers(String field) {
    return texts(field).stream().map(item -> identifier(item, at(field))).toList();
  }

  List<String> texts(String field) {
    return items(field).map(item -> text(item, at(field))).toList();
  }

  /** To YAML {@code y} and {@code no} are no texts, and {@code 1} is none either. */
  private static String text(JsonNode item, String field) {
    if (!item.isTextual() || item.textValue().isBlank()) {
      throw new PlanError(field, "each must be text; put quotes around it");
    }
    return item.textValue();
  }

  Fields object(String field, Set<String> known) {
    return new Fields(object.path(field), at(field), known);
  }

  List<Fields> objects(String field, Set<String> known) {
    List<JsonNode> items = items(field).toList();
    return IntStream.range(0, items.size())
        .mapToObj(i -> new Fields(items.get(i), at(field) + "[" + i + "]", known))
        .toList();
  }

  String path() {
    return path;
  }

  private Stream<JsonNode> items(String field) {
    JsonNode value = object.path(field);
    if (has(field) && !value.isArray()) {
      throw new PlanError(at(field), "must be a list");
    }
    return value.valueStream();
  }

  private static Identifier identifier(String name, String field) {
    try {
      return new Identifier(name);
    } catch (IllegalArgumentException e) {
      throw new PlanError(field, String.valueOf(e.getMessage()));
    }
  }
}
