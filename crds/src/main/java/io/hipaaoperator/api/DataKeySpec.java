package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data key for each allowed namespace, of which there is only what KMS encrypted.
 *
 * @param enabled whether one is made where there is none
 * @param keySpec what it is a key for
 * @param released namespaces whose data key nobody needs any more
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DataKeySpec(
    @Default("true") @JsonPropertyDescription("False: no more are made. Those that there are stay.")
        @Nullable Boolean enabled,
    @Default("AES_256")
        @JsonPropertyDescription(
            "What it is a key for. One that is there stays as it is: its data are encrypted with"
                + " it.")
        @Nullable KeySpec keySpec,
    @Size(max = 1000)
        @JsonPropertyDescription(
            "Namespaces whose data key nobody needs any more: it no longer keeps the EncryptionKey"
                + " from being deleted, and none is made or put back there. Its ConfigMap stays,"
                + " for a person to delete, and so does what the status has.")
        @Nullable List<@Size(max = 63) @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$") String>
            released) {
  /** Of the spec: there have to be namespaces for one. */
  static final String NEEDS_NAMESPACES =
      "!has(self.dataKey) || !self.dataKey.enabled || has(self.allowedNamespaces)";

  static final String NEEDS_NAMESPACES_MESSAGE =
      "dataKey needs allowedNamespaces: without it there is no namespace for one";

  /** What a data key is for, in AWS's words. */
  public enum KeySpec {
    AES_256,
    AES_128
  }

  public DataKeySpec {
    released = released == null ? List.of() : List.copyOf(released);
  }

  /** Whether one is made where there is none. */
  public boolean isEnabled() {
    return enabled == null || enabled;
  }

  /** What it is a key for, with the schema's default for objects that never passed a server. */
  @Override
  public KeySpec keySpec() {
    return keySpec == null ? KeySpec.AES_256 : keySpec;
  }

  /** Never null. */
  @Override
  public List<String> released() {
    return released == null ? List.of() : released;
  }
}
