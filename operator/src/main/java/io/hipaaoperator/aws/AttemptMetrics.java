package io.hipaaoperator.aws;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.metrics.SdkMetric;

/**
 * Counts the attempts that the SDK makes at each call, which {@link Calls} sees as one. Its words
 * for errors are few: Throttling, ServerError, ConfiguredTimeout, IO, Other.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/metrics-list.html">The
 *     SDK's metrics</a>
 */
final class AttemptMetrics implements MetricPublisher {
  private final MeterRegistry meters;

  /** Counts into this registry. */
  AttemptMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void publish(MetricCollection call) {
    Tags tags =
        Tags.of("service", word(call, CoreMetric.SERVICE_ID))
            .and("operation", word(call, CoreMetric.OPERATION_NAME));
    retries(tags).increment(number(call, CoreMetric.RETRY_COUNT));
    call.children().forEach(attempt -> attempts(attempt, tags).increment());
  }

  private Counter retries(Tags tags) {
    return Counter.builder("hipaa.aws.retries")
        .description("Attempts at a call to AWS after the first one")
        .tags(tags)
        .register(meters);
  }

  private Counter attempts(MetricCollection attempt, Tags tags) {
    return Counter.builder("hipaa.aws.attempts")
        .description("Attempts at calls to AWS")
        .tags(tags)
        .tag("status", word(attempt, HttpMetric.HTTP_STATUS_CODE))
        .tag("error", word(attempt, CoreMetric.ERROR_TYPE))
        .register(meters);
  }

  private static int number(MetricCollection from, SdkMetric<Integer> metric) {
    return from.metricValues(metric).stream().findFirst().orElse(0);
  }

  /** An attempt that nobody answers has no status, and one that succeeds no error. */
  private static String word(MetricCollection from, SdkMetric<?> metric) {
    return from.metricValues(metric).stream().findFirst().map(String::valueOf).orElse("None");
  }

  /** The registry is not ours to close. */
  @Override
  public void close() {}
}
