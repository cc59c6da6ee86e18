package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.external.OwnTags;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is shared, remembered or only hinted at all the same is found within one resync. */
@ExtendWith(ClusterExtension.class)
record ResyncIT(TestCluster cluster, TestNamespace namespace) {
  private static final Duration POLL = Duration.ofSeconds(5);

  /** The longest pause between looks, the age of what they share, and time for a busy machine. */
  private static final Duration WITHIN =
      POLL.multipliedBy(6).dividedBy(5).plus(POLL.dividedBy(5)).plusSeconds(5);

  private static final Pattern READS =
      Pattern.compile(
          "hipaa_aws_calls_seconds_count\\{.*call=\"(kms:ListResourceTags|logs:ListTagsForResource|s3:GetBucketTagging)\".*");
  private static final String UID = "[" + OwnTags.UID + "]";

  @Test
  void tagsAndMaskingAreFoundThoughTagsAreNotReadWhileTheyStay() {
    try (var operator =
            RunningOperator.start(
                RunningOperator.config(Emulator.location(), Enforcement.Enforce, POLL, namespace),
                cluster.operator());
        var sink = TestSink.archived(cluster, "").ready()) {
      Eventually.pause(POLL.multipliedBy(3));
      List<String> before = reads(operator);
      Eventually.pause(POLL.multipliedBy(2));
      assertThat(reads(operator)).hasSize(3).isEqualTo(before);

      Groups.untag(sink.group());
      assertFound(sink, "tags." + UID);
      ArchiveBuckets.untag(sink.bucket());
      assertFound(sink, "archive.tags");
      Groups.mask(sink.group(), SinkDriftIT.MAIL_ALONE);
      assertFound(sink, "dataProtection");
      assertThat(sink.uid()).isEqualTo(Groups.tags(sink.group()).get(OwnTags.UID));
    }
  }

  /** Other tests may run beside, but not their operators. */
  private static List<String> reads(RunningOperator operator) {
    return operator
        .scrape()
        .text()
        .lines()
        .filter(line -> READS.matcher(line).matches())
        .filter(line -> line.contains("answer=\"Known\""))
        .toList();
  }

  private static void assertFound(TestSink sink, String path) {
    Eventually.until(
        WITHIN,
        () -> sink.status().drift().stream().anyMatch(drift -> path.equals(drift.path())),
        Boolean.TRUE::equals);
  }
}
