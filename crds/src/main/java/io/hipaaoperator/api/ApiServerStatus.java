package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of how the API server encrypts what it stores. It is the last look, or one up to an
 * hour older that saw the same.
 *
 * @param time when
 * @param encrypted True, False or Unknown
 * @param reason one word that stays the same
 * @param message what was seen
 * @param server hash of the identity of the API server that answered; of several only this one is
 *     spoken of
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiServerStatus(
    @JsonPropertyDescription("When. Renewed once an hour where nothing new is seen.") String time,
    @JsonPropertyDescription("True, False or Unknown.") String encrypted,
    @JsonPropertyDescription("One word that stays the same.") String reason,
    @JsonPropertyDescription("What was seen.") String message,
    @JsonPropertyDescription(
            "Hash of the identity of the API server that answered, as its metrics have it. Of"
                + " several only this one is spoken of.")
        @Nullable String server) {

  /** Whether another look saw the same. */
  public boolean says(ApiServerStatus other) {
    return encrypted.equals(other.encrypted)
        && reason.equals(other.reason)
        && message.equals(other.message);
  }
}
