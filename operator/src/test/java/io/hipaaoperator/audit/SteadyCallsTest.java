package io.hipaaoperator.audit;

import static io.hipaaoperator.audit.KeptSinks.condition;
import static io.hipaaoperator.audit.KeptSinks.ready;
import static io.hipaaoperator.audit.KeptSinks.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkSpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many calls many sinks take while nothing changes: counted, not timed. */
class SteadyCallsTest {
  private static final int SINKS = 300;

  /** Fifty groups are told in one call, and ours are not all there are. */
  private static final int PAGES = 10;

  /** Five queries each, of which a page has a thousand. */
  private static final int QUERY_PAGES = 2;

  /** A page of the index of tags has a hundred. */
  private static final int TAG_PAGES = 3;

  private static final String ROLE = "arn:aws:iam::1:role/clinic-%03d";

  private static final Duration POLL = Duration.ofMinutes(5);

  private final KeptSinks kept = new KeptSinks();
  private final List<AuditSink> sinks = IntStream.range(0, SINKS).mapToObj(this::declare).toList();

  private AuditSink declare(int number) {
    String role = ROLE.formatted(number);
    kept.roles.mayWrite(role);
    return kept.declare(
        spec("audit", "/phi/%03d".formatted(number), "keyRef: {name: clinic}", List.of(role)));
  }

  /** Each is looked at once a poll, at a moment of its own. */
  private static void polls(KeptSinks kept, List<AuditSink> sinks, int many) {
    for (int poll = 0; poll < many; poll++) {
      for (AuditSink sink : sinks) {
        kept.later(POLL.dividedBy(sinks.size()));
        kept.pass(sink);
      }
    }
  }

  @Test
  void threeHundredSinksTakeFarLessThanACallASecond() {
    kept.remember(POLL);
    polls(kept, sinks, 4);
    kept.logs.calls.clear();
    kept.events.calls.clear();
    kept.queries.calls.asked.clear();
    kept.roles.calls.asked.clear();
    kept.index.asked.clear();

    polls(kept, sinks, 36); // three hours

    assertThat(sinks)
        .allSatisfy(
            sink -> {
              assertThat(ready(sink.getStatus()).getReason()).isEqualTo("Converged");
              assertThat(condition(sink.getStatus(), "LogsProven").getStatus()).isEqualTo("True");
              assertThat(condition(sink.getStatus(), "WritersBounded").getStatus())
                  .isEqualTo("True");
              assertThat(sink.getStatus().drift()).isEmpty();
            });
    assertThat(kept.logs.calls).containsOnly("list", "tags", "dataProtection");
    assertThat(calls("tags")).as("once an hour").isLessThanOrEqualTo(3 * SINKS);
    assertThat(kept.index.asked).as("every minute").hasSizeLessThanOrEqualTo(180);
    assertThat(calls("dataProtection")).as("every 20 minutes").isLessThanOrEqualTo(10 * SINKS);
    assertThat(calls("list")).as("every minute").isLessThanOrEqualTo(180);
    long roles = kept.roles.calls.asked.size();
    assertThat(roles).as("once an hour").isLessThanOrEqualTo(4 * SINKS);
    long others =
        calls("tags")
            + calls("dataProtection")
            + PAGES * calls("list")
            + TAG_PAGES * kept.index.asked.size()
            + QUERY_PAGES * kept.queries.calls.asked.size()
            + kept.events.calls.size();
    assertThat(aSecond(others)).as("calls a second").isLessThan(0.75);
    assertThat(aSecond(others + roles)).as("with a role for each").isLessThan(0.85);
  }

  private static final String FULL =
      """
      class: audit
      logGroup: {name: /phi/%03d, keyRef: {name: clinic}}
      events: {hour: hour}
      alarms:
        actions: ["arn:aws:sns:us-east-1:111122223333:security"]
        failedLogins: {}
        bulkReads: {}
        exports: {}
        offHours: {from: 22, to: 6}
      anomalies: {frequency: FIFTEEN_MIN}
      """;

  /** Filters of 50 sinks fill four pages of 50, alarms two of a hundred, detectors one. */
  @Test
  void whatFiftySinksWithAlarmsAndAnomaliesTakeIsShared() {
    var full = new KeptSinks();
    List<AuditSink> fifty =
        IntStream.range(0, 50)
            .mapToObj(FULL::formatted)
            .map(yaml -> full.declare(Serialization.unmarshal(yaml, AuditSinkSpec.class)))
            .toList();
    full.remember(POLL);
    polls(full, fifty, 4);
    full.metrics.calls.asked.clear();
    full.alarms.calls.asked.clear();

    polls(full, fifty, 36);

    assertThat(fifty)
        .allSatisfy(sink -> assertThat(ready(sink.getStatus()).getReason()).isEqualTo("Converged"));
    assertThat(full.metrics.calls.asked).containsOnly("all filters", "all detectors");
    assertThat(full.metrics.calls.asked).as("each once a minute").hasSizeLessThanOrEqualTo(360);
    assertThat(aSecond(full.metrics.calls.asked.size() / 2 * (4 + 1)))
        .as("instead of a third of a call a second")
        .isLessThan(0.09);
    assertThat(aSecond(2 * full.alarms.calls.asked.size())).isLessThan(0.04);
  }

  private static double aSecond(long inThreeHours) {
    return 1.0 * inThreeHours / Duration.ofHours(3).toSeconds();
  }

  private long calls(String name) {
    return kept.logs.calls.stream().filter(name::equals).count();
  }
}
