package io.hipaaoperator.audit;

import static io.hipaaoperator.audit.KeptSinks.DENIED;
import static io.hipaaoperator.audit.KeptSinks.GROUP;
import static io.hipaaoperator.audit.KeptSinks.KEY;
import static io.hipaaoperator.audit.KeptSinks.WITH_KEY;
import static io.hipaaoperator.audit.KeptSinks.key;
import static io.hipaaoperator.audit.KeptSinks.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key of a log group: awaited, missing, not to be used. */
class SinkKeyTest {
  private final KeptSinks kept = new KeptSinks();
  private final AuditSink sink = kept.declare(WITH_KEY);

  @Test
  void aKeyThatMayNotBeUsedNamesWhatItsPolicyNeeds() {
    kept.logs.failing.put("create", DENIED);

    Condition ready = ready(kept.pass(sink));

    assertThat(ready.getReason()).isEqualTo("WriteRefused");
    assertThat(ready.getMessage())
        .contains("AccessDeniedException", "spec.principals.logs of EncryptionKey clinic", GROUP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"False", "Unknown"})
  void noGroupIsMadeBeforeItsKeyIsReady(String status) {
    kept.key = Optional.of(key(KEY, status));

    assertThat(ready(kept.pass(sink)).getReason()).isEqualTo("KeyNotReady");
    assertThat(kept.logs.writes).isEmpty();
  }

  /** The group is kept all the same, but for its key. */
  @Test
  void aKeyThatIsGoneIsSaidAndNeverTakenOff() {
    kept.pass(sink);
    kept.key = Optional.empty();
    kept.logs.keep(GROUP, 30);

    AuditSinkStatus status = kept.pass(sink);

    assertThat(ready(status).getReason()).isEqualTo("KeyNotReady");
    assertThat(kept.group().key()).contains(KEY);
    assertThat(kept.group().retentionDays()).contains(2192);
  }
}
