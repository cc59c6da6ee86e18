package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Buckets;
import io.hipaaoperator.aws.Dying;
import io.hipaaoperator.aws.Dying.Killed;
import io.hipaaoperator.aws.Dying.Moment;
import io.hipaaoperator.aws.LogGroups;
import io.hipaaoperator.aws.Logs;
import io.hipaaoperator.aws.ObjectRules;
import io.hipaaoperator.aws.TestServices;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.external.OwnTags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One bucket a resource, and one that is its own: wherever the operator is killed. */
class ArchiveCreationIT {
  private static final int MANY_CALLS = 60;

  private final Aws aws = new Aws(Emulator.location(), new SimpleMeterRegistry());
  private final Services services = ((Answer.Known<Services>) aws.services()).value();

  @AfterEach
  void close() {
    aws.close();
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void anOperatorThatIsKilledAtAnyCallLeavesOneBucketThatIsOurs(Moment moment) {
    int call = 1;
    while (isKilled(call, moment)) {
      call++;
      assertThat(call).isLessThan(MANY_CALLS);
    }
    assertThat(call).as("calls until all is done").isGreaterThan(20);
  }

  /** Whether an operator dies at this call; its successor then finishes the work. */
  private boolean isKilled(int call, Moment moment) {
    String name = "it-" + UUID.randomUUID();
    var kept = KeptArchive.named(name);
    try {
      boolean killed = dies(kept, new Dying(call, moment));
      kept.pass(services(new Dying(MANY_CALLS, Moment.BEFORE)));
      kept.pass(services(new Dying(MANY_CALLS, Moment.BEFORE)));
      assertThat(kept.ready()).as(moment + " call " + call + kept.message()).isEqualTo("Converged");
      assertThat(kept.status().drift()).isEmpty();
      assertThat(ArchiveBuckets.tags(name)).containsEntry(OwnTags.UID, "uid");
      assertThat(ArchiveBuckets.lock(name).days()).isEqualTo(2192);
      return killed;
    } finally {
      Groups.remove("/it/" + name);
      Reviews.remove("clinic");
      ArchiveBuckets.remove(name);
    }
  }

  private boolean dies(KeptArchive kept, Dying dying) {
    try {
      kept.pass(services(dying));
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  private Services services(Dying dying) {
    var s3 = services.s3();
    return TestServices.of(
        services.account(),
        new Logs(
            dying.of(LogGroups.class, services.logs().groups()),
            services.logs().queries(),
            services.logs().metrics(),
            services.logs().events()),
        services.alarms(),
        TestServices.s3(
            dying.of(Buckets.class, s3.buckets()), dying.of(ObjectRules.class, s3.objects())),
        services.roles());
  }
}
