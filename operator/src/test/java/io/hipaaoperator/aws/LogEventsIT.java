package io.hipaaoperator.aws;

import static io.hipaaoperator.aws.Ports.known;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.LogEvents.Event;
import io.hipaaoperator.aws.LogEvents.Span;
import io.hipaaoperator.cluster.Emulator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** Events of a proof as AWS has them, through the port. */
class LogEventsIT {
  private static final CloudWatchLogsClient LOGS = Emulator.logs();

  private final Ports ports = new Ports();
  private final LogEvents events = ports.services().logs().events();
  private final String group = "/it/" + Ports.unique("events");
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final Span minute = new Span(now.minusSeconds(60), now);

  @BeforeEach
  void makeStream() {
    LOGS.createLogGroup(r -> r.logGroupName(group));
    known(events.createStream(group));
  }

  @AfterEach
  void clean() {
    LOGS.deleteLogGroup(r -> r.logGroupName(group));
    ports.close();
  }

  @Test
  void anEventIsFoundByItsMarkInItsSpan() {
    Event event = new Event(now, "proof-4711 patient none");
    known(events.put(group, event));
    known(events.put(group, new Event(now, "something else")));

    assertThat(known(events.find(group, "\"proof-4711\"", minute))).containsExactly(event);
    assertThat(known(events.find(group, "\"proof-4712\"", minute))).isEmpty();
    assertThat(known(events.find(group, "\"proof-4711\"", before()))).isEmpty();
  }

  private Span before() {
    return new Span(minute.from(), now.minusMillis(1));
  }

  @Test
  void eventsOfOtherStreamsAreNotShown() {
    LOGS.createLogStream(r -> r.logGroupName(group).logStreamName("patients"));
    LOGS.putLogEvents(
        r ->
            r.logGroupName(group)
                .logStreamName("patients")
                .logEvents(e -> e.timestamp(now.toEpochMilli()).message("proof-4711")));

    assertThat(known(events.find(group, "\"proof-4711\"", minute))).isEmpty();
  }

  /** AWS answers 200, and says in the answer that it took nothing. */
  @Test
  void anEventThatAwsDoesNotTakeIsRefused() {
    var answer = events.put(group, new Event(now.minus(Duration.ofDays(20)), "old"));

    assertThat(answer.isRefusedWith(LogEvents.REJECTED)).isTrue();
    assertThat(answer.failure().orElseThrow()).contains("too old");
  }

  @Test
  void aStreamThatIsThereIsARefusal() {
    assertThat(events.createStream(group).isRefusedWith(LogGroups.EXISTS)).isTrue();
  }
}
