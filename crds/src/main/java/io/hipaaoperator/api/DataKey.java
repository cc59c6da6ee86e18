package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A data key as KMS encrypted it: all that anybody keeps of it, and the only way to the data that
 * are encrypted with it.
 *
 * @param namespace whose it is
 * @param ciphertext the encrypted data key, in Base64
 * @param keySpec what it is a key for, for example AES_256
 * @param keyArn ARN of the key that it is encrypted with
 * @param context the encryption context without which KMS decrypts it not, as JSON
 * @param time when it was made, or its ConfigMap where that was found
 * @param replaced ciphertexts that somebody put in its place, oldest first
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DataKey(
    @JsonPropertyDescription("Namespace whose it is.") String namespace,
    @JsonPropertyDescription("The data key as KMS encrypted it, in Base64.") String ciphertext,
    @JsonPropertyDescription("What it is a key for, for example AES_256.") String keySpec,
    @JsonPropertyDescription("ARN of the key that it is encrypted with.") String keyArn,
    @JsonPropertyDescription("The encryption context that KMS needs to decrypt it, as JSON.")
        String context,
    @JsonPropertyDescription("When it was made, or its ConfigMap where that was found.")
        String time,
    @JsonPropertyDescription(
            "Ciphertexts that somebody put in its place, at most 10: something may have been"
                + " encrypted with them meanwhile.")
        @Nullable List<String> replaced) {

  public DataKey {
    replaced = replaced == null ? List.of() : List.copyOf(replaced);
  }

  /** Never null. */
  @Override
  public List<String> replaced() {
    return replaced == null ? List.of() : replaced;
  }

  /** Whether this ciphertext is its own, or was put in its place and is kept. */
  public boolean keeps(String other) {
    return ciphertext.equals(other) || replaced().contains(other);
  }

  /** The same, after another ciphertext was found in its place. */
  public DataKey besides(String other) {
    return new DataKey(
        namespace,
        ciphertext,
        keySpec,
        keyArn,
        context,
        time,
        Stream.concat(replaced().stream(), Stream.of(other)).toList());
  }
}
