package io.hipaaoperator.secret;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fields of another project's API, all of them: what is not known here is seen all the same. */
public final class OpenFields {
  private final Map<String, Object> fields = new TreeMap<>();

  /** Whatever is there. */
  @JsonAnyGetter
  public Map<String, Object> fields() {
    return Collections.unmodifiableMap(fields);
  }

  /** One field; null is its absence. */
  @JsonAnySetter
  public void set(String field, @Nullable Object value) {
    if (value != null) {
      fields.put(field, value);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OpenFields open && fields.equals(open.fields);
  }

  @Override
  public int hashCode() {
    return Objects.hash(fields);
  }

  @Override
  public String toString() {
    return fields.keySet().toString();
  }
}
