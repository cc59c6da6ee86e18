package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.Answer.Known;
import io.hipaaoperator.aws.Answer.Unreachable;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Kms.NewKey;
import io.hipaaoperator.cluster.AwsCall;
import io.hipaaoperator.cluster.AwsFault;
import io.hipaaoperator.cluster.AwsFault.DoneButLost;
import io.hipaaoperator.cluster.AwsFault.DoneButRefused;
import io.hipaaoperator.cluster.AwsFault.Slow;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.FaultyAws;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** Which calls are tried again when AWS or the way there fails, and what the metrics say of it. */
class RetriesIT {
  private static final KmsClient EMULATOR = Emulator.kms();

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FaultyAws faulty = new FaultyAws(Emulator.location());
  private final Aws aws = new Aws(faulty.location(), meters);
  private final Services services = ((Known<Services>) aws.services()).value();

  private final String test = "of test " + UUID.randomUUID();

  @AfterEach
  void close() {
    made().forEach(key -> EMULATOR.scheduleKeyDeletion(r -> r.keyId(key)));
    aws.close();
    faulty.close();
  }

  static Stream<AwsFault> quick() {
    return AwsFault.QUICK.stream();
  }

  @ParameterizedTest
  @MethodSource("quick")
  void aReadIsTriedAgain(AwsFault fault) {
    faulty.inject(2, AwsCall.to("ListKeys"), fault);

    assertThat(services.kms().keys()).isInstanceOf(Known.class);

    assertThat(faulty.asked("ListKeys")).isEqualTo(3);
    assertThat(calls("kms:ListKeys", "Known")).isEqualTo(1);
    assertThat(attempts("ListKeys")).isEqualTo(3);
    assertThat(retries("ListKeys")).isEqualTo(2);
  }

  @Test
  void attemptsAreToldApart() {
    faulty.inject(1, AwsCall.to("GetCallerIdentity"), AwsFault.THROTTLED);
    faulty.inject(1, AwsCall.to("GetCallerIdentity"), new DoneButLost());

    assertThat(services.account().identity()).isInstanceOf(Known.class);

    assertThat(attempts("GetCallerIdentity", "400", "Throttling")).isEqualTo(1);
    assertThat(attempts("GetCallerIdentity", "None", "IO")).isEqualTo(1);
    assertThat(attempts("GetCallerIdentity", "200", "None")).isEqualTo(1);
  }

  static Stream<AwsFault> unanswered() {
    return Stream.of(
        new DoneButLost(), new DoneButRefused(AwsFault.FAILED), new Slow(Duration.ofSeconds(11)));
  }

  /** AWS could not tell a second call from a second key. */
  @ParameterizedTest
  @MethodSource("unanswered")
  void aKeyThatWasMadeWithoutAnAnswerIsMadeOnce(AwsFault fault) {
    faulty.inject(AwsCall.to("CreateKey"), fault);

    var answer = services.kms().create(new NewKey(test, "{}", false, Map.of()));

    assertThat(answer).isInstanceOf(Unreachable.class);
    assertThat(faulty.asked("CreateKey")).isEqualTo(1);
    assertThat(made()).hasSize(1);
    assertThat(attempts("CreateKey")).isEqualTo(1);
    assertThat(retries("CreateKey")).isZero();
  }

  @Test
  void anEndpointThatWasDeadIsFoundAgain() {
    faulty.die();
    assertThat(services.kms().keys().failure().orElseThrow()).contains("refused");

    faulty.revive();

    assertThat(services.kms().keys()).isInstanceOf(Known.class);
    assertThat(attempts("ListKeys", "None", "IO")).isEqualTo(3);
    assertThat(calls("kms:ListKeys", "Unreachable")).isEqualTo(1);
  }

  /** Ids of the keys that this test made. */
  private List<String> made() {
    return EMULATOR.listKeysPaginator().keys().stream()
        .map(key -> EMULATOR.describeKey(r -> r.keyId(key.keyId())).keyMetadata())
        .filter(key -> test.equals(key.description()))
        .map(KeyMetadata::keyId)
        .toList();
  }

  private long calls(String action, String answer) {
    Timer timer = meters.get("hipaa.aws.calls").tags("call", action, "answer", answer).timer();
    return timer.count();
  }

  private double retries(String operation) {
    return meters.get("hipaa.aws.retries").tag("operation", operation).counter().count();
  }

  private double attempts(String operation) {
    return meters.get("hipaa.aws.attempts").tag("operation", operation).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private double attempts(String operation, String status, String error) {
    return meters
        .get("hipaa.aws.attempts")
        .tags("operation", operation, "status", status, "error", error)
        .counter()
        .count();
  }
}
