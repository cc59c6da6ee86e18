package io.hipaaoperator.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.LegalHold;
import io.hipaaoperator.api.LegalHoldSpec;
import io.hipaaoperator.api.ObjectTarget;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.objects.HoldOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which holds of objects stop a rule that would end them. */
class ObjectsHeldBackTest {
  private static final ObjectTarget SCANS = new ObjectTarget("clinic-scans", "scans/", null);
  private static final String SPEC =
      """
      matter: Smith v. Clinic
      reason: Subpoena of the county court
      issuer: counsel@clinic
      since: '2026-11-01'
      buckets: [{bucket: clinic-scans, prefix: scans/smith/}]
      """;

  private static ObjectsHeldBack by(String state) {
    var spec = Serialization.unmarshal(SPEC, LegalHoldSpec.class);
    String manifest =
        """
        metadata: {name: smith, namespace: clinic}
        spec:
        %s
        status:
          buckets: [{name: clinic-scans, state: %s, digest: %s}]
        """
            .formatted(SPEC.indent(2), state, HoldOrder.digest(spec, "clinic-scans"));
    return new ObjectsHeldBack(
        new Fact.Known<>(List.of(Serialization.unmarshal(manifest, LegalHold.class))), SCANS);
  }

  @ParameterizedTest
  @CsvSource({"Acknowledged,false", "Unverified,true", "Pending,true", "Failed,true"})
  void onlyWhatIsAcknowledgedLetsThemEnd(String state, boolean rests) {
    assertThat(by(state).why().isPresent()).isEqualTo(rests);
  }

  @Test
  void whatIsNotKnownLetsNoneEnd() {
    assertThat(new ObjectsHeldBack(new Fact.Unreachable<>("not listed"), SCANS).why()).isPresent();
  }
}
