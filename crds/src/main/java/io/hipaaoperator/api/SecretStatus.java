package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a Secret of a workload: nothing of its values.
 *
 * @param name name of the Secret
 * @param revision number of the ControllerRevision whose ciphertexts are to be in force
 * @param openedRevision number of the newest that the controller was seen to have opened
 * @param keys its keys
 * @param synced whether the sealed-secrets controller has opened them: True, False or Unknown
 * @param resealDue whether a value is sealed with another key than the controller's newest
 * @param message what is wrong; absent where nothing is
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SecretStatus(
    @JsonPropertyDescription("Name of the Secret.") String name,
    @JsonPropertyDescription(
            "Number of the ControllerRevision whose ciphertexts are to be in force; absent where"
                + " nothing was sealed yet.")
        @Nullable Long revision,
    @JsonPropertyDescription(
            "Number of the newest ControllerRevision that the controller was seen to have opened into"
                + " the Secret; absent where none was.")
        @Nullable Long openedRevision,
    @JsonPropertyDescription("Its keys.") @Nullable List<Key> keys,
    @JsonPropertyDescription(
            "Whether the sealed-secrets controller has opened them into the Secret: True, False or"
                + " Unknown.")
        String synced,
    @JsonPropertyDescription(
            "Whether a value is sealed with another key than the controller's newest. It can be"
                + " opened all the same.")
        @Nullable Boolean resealDue,
    @JsonPropertyDescription("What is wrong; absent where nothing is.") @Nullable String message) {

  public SecretStatus {
    keys = keys == null ? List.of() : List.copyOf(keys);
  }

  /** Never null. */
  @Override
  public List<Key> keys() {
    return keys == null ? List.of() : keys;
  }

  /**
   * A sealed value.
   *
   * @param name name of the key
   * @param generation how many times it was rotated by request, from 1 on
   * @param sealedAt when it was made and sealed; null where that is not known
   * @param certificate fingerprint of the certificate's key
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Key(
      @JsonPropertyDescription("Name of the key.") String name,
      @JsonPropertyDescription("Its rotation.generation when it was made.") int generation,
      @JsonPropertyDescription(
              "When it was made and sealed; absent where that is not known, since its"
                  + " ControllerRevision was lost.")
          @Nullable String sealedAt,
      @JsonPropertyDescription(
              "Fingerprint of the key that it was sealed with, as the controller logs it; absent"
                  + " where that is not known.")
          @Nullable String certificate) {}
}
