package io.hipaaoperator.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
  private static final String OBJECT =
      "{\"spec\":{\"policyTypes\":[\"Ingress\",\"Egress\"],\"port\":80},\"kind\":\"A\"}";

  /** Children in clusters bear it: another value would make each of them roll out anew. */
  @Test
  void staysWhatItWas() {
    assertThat(digest(OBJECT)).isEqualTo("12a79710b5055043");
  }

  @Test
  void isTheSameForEveryOrderOfKeys() {
    String other =
        "{\"kind\":\"A\",\"spec\":{\"port\":80,\"policyTypes\":[\"Ingress\",\"Egress\"]}}";

    assertThat(digest(other)).isEqualTo(digest(OBJECT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"spec\":{\"policyTypes\":[\"Egress\",\"Ingress\"],\"port\":80},\"kind\":\"A\"}",
        "{\"spec\":{\"policyTypes\":[\"Ingress\"],\"port\":80},\"kind\":\"A\"}",
        "{\"spec\":{\"policyTypes\":[\"Ingress\",\"Egress\"],\"port\":\"80\"},\"kind\":\"A\"}",
        "{\"spec\":{\"policyTypes\":[\"Ingress\",\"Egress\"]},\"kind\":\"A\",\"port\":80}",
        "{}",
      })
  void isAnotherForAnotherState(String other) {
    assertThat(digest(other)).isNotEqualTo(digest(OBJECT));
  }

  private static String digest(String json) {
    return Digest.of(Serialization.unmarshal(json, JsonNode.class));
  }
}
