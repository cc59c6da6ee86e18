package io.hipaaoperator.aws;

import static io.hipaaoperator.aws.Ports.known;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.LogMetrics.Detector;
import io.hipaaoperator.aws.LogMetrics.Filter;
import io.hipaaoperator.aws.LogMetrics.Metric;
import io.hipaaoperator.aws.LogMetrics.NewDetector;
import io.hipaaoperator.aws.LogMetrics.Sensitivity;
import io.hipaaoperator.cluster.Emulator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** Metric filters and anomaly detectors as AWS has them, through the port. */
class LogMetricsIT {
  private static final CloudWatchLogsClient LOGS = Emulator.logs();
  private static final Sensitivity OFTEN = new Sensitivity("FIVE_MIN", "ERROR", 21);

  private final Ports ports = new Ports();
  private final LogMetrics metrics = ports.services().logs().metrics();
  private final String group = "/it/" + Ports.unique("metrics");

  @BeforeEach
  void makeGroup() {
    LOGS.createLogGroup(r -> r.logGroupName(group));
  }

  @AfterEach
  void clean() {
    known(metrics.detectors(arn()))
        .forEach(
            detector -> LOGS.deleteLogAnomalyDetector(r -> r.anomalyDetectorArn(detector.arn())));
    LOGS.deleteLogGroup(r -> r.logGroupName(group));
    ports.close();
  }

  @Test
  void aFilterIsReplacedByItsName() {
    Filter first = Filter.of("denied", "DENIED", Metric.count("Clinic", "Denied"));
    Filter second = Filter.of("denied", "{ $.outcome = \"denied\" }", first.metric());

    known(metrics.putFilter(group, first));
    assertThat(known(metrics.filters(group))).containsExactly(first);
    known(metrics.putFilter(group, second));
    known(metrics.putFilter(group, second));

    assertThat(known(metrics.filters(group))).containsExactly(second);
  }

  @Test
  void everyFieldOfAFilterIsKept() {
    Filter all =
        new Filter(
            "bytes",
            "{ $.bytes = * }",
            new Metric(
                "Clinic", "Bytes", "$.bytes", Optional.empty(), "Bytes", Map.of("user", "$.user")),
            Optional.of("@aws.account = \"123456789012\""),
            List.of("@aws.account"),
            true);

    known(metrics.putFilter(group, all));

    assertThat(known(metrics.filters(group))).containsExactly(all);
  }

  @Test
  void aDetectorIsMadeForAGroup() {
    String arn = known(metrics.createDetector(detector()));

    List<Detector> found = known(metrics.detectors(arn()));
    assertThat(found)
        .containsExactly(
            new Detector(arn, "odd", found.getFirst().state(), Optional.empty(), OFTEN));
    assertThat(found.getFirst().state()).isNotEqualTo(Detector.PAUSED);
  }

  @Test
  void aDetectorThatIsPausedGoesOnWhenItIsChanged() {
    String arn = known(metrics.createDetector(detector()));
    LOGS.updateLogAnomalyDetector(r -> r.anomalyDetectorArn(arn).enabled(false));
    assertThat(known(metrics.detectors(arn()))).extracting(Detector::state).contains("PAUSED");
    Sensitivity seldom = new Sensitivity("ONE_HOUR", "", 90);

    known(metrics.updateDetector(arn, seldom));

    Detector found = known(metrics.detectors(arn())).getFirst();
    assertThat(found.sensitivity()).isEqualTo(seldom);
    assertThat(found.state()).isNotEqualTo(Detector.PAUSED);
  }

  /** Others may be there. */
  @Test
  void listsOfTheRegionSayOfWhichGroup() {
    Filter filter = Filter.of("denied", "DENIED", Metric.count("Clinic", "Denied"));
    known(metrics.putFilter(group, filter));
    String arn = known(metrics.createDetector(detector()));

    assertThat(known(metrics.filters())).containsEntry(group, List.of(filter));
    assertThat(known(metrics.detectors()).get(arn()))
        .extracting(Detector::arn)
        .containsExactly(arn);
  }

  @Test
  void refusalsHaveAwsCodes() {
    assertThat(metrics.filters(group + "/none"))
        .matches(answer -> answer.isRefusedWith(LogGroups.NOT_FOUND));
    assertThat(metrics.updateDetector(arn() + ":none", OFTEN))
        .matches(answer -> answer.isRefusedWith(LogGroups.NOT_FOUND));
  }

  private NewDetector detector() {
    return new NewDetector("odd", arn(), Optional.empty(), OFTEN, Map.of("sink", "audit"));
  }

  private String arn() {
    return LOGS.describeLogGroups(r -> r.logGroupNamePrefix(group))
        .logGroups()
        .getFirst()
        .logGroupArn();
  }
}
