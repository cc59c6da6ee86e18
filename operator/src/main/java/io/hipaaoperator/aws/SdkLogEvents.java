package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Pages.Page;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.utils.Lazy;

/** Events through the SDK: a call for a call. Nothing is ever shown unmasked. */
final class SdkLogEvents implements LogEvents {
  private final Lazy<CloudWatchLogsClient> logs;
  private final Calls calls;

  SdkLogEvents(Lazy<CloudWatchLogsClient> logs, Calls calls) {
    this.logs = logs;
    this.calls = calls;
  }

  @Override
  public Answer<Done> createStream(String group) {
    return calls.perform(
        Action.CREATE_LOG_STREAM,
        () -> logs.getValue().createLogStream(r -> r.logGroupName(group).logStreamName(STREAM)));
  }

  @Override
  public Answer<Done> put(String group, Event event) {
    return calls
        .run(
            Action.PUT_LOG_EVENTS,
            () ->
                logs.getValue()
                    .putLogEvents(
                        r ->
                            r.logGroupName(group)
                                .logStreamName(STREAM)
                                .logEvents(
                                    e ->
                                        e.timestamp(event.at().toEpochMilli())
                                            .message(event.message()))))
        .then(SdkLogEvents::taken);
  }

  private static Answer<Done> taken(PutLogEventsResponse answer) {
    var rejected = answer.rejectedLogEventsInfo();
    if (rejected == null) {
      return Answer.known(Done.DONE);
    }
    String time = rejected.tooNewLogEventStartIndex() == null ? "too old" : "too new";
    return new Answer.Refused<>(
        REJECTED, Action.PUT_LOG_EVENTS.iam() + ": the event's time is " + time);
  }

  @Override
  public Answer<List<Event>> find(String group, String pattern, Span span) {
    return Pages.all(
        marker ->
            calls
                .run(
                    Action.FILTER_LOG_EVENTS,
                    () ->
                        logs.getValue()
                            .filterLogEvents(
                                r ->
                                    r.logGroupName(group)
                                        .logStreamNames(STREAM)
                                        .filterPattern(pattern)
                                        .startTime(span.from().toEpochMilli())
                                        .endTime(span.until().toEpochMilli())
                                        .nextToken(marker)))
                .map(
                    page ->
                        new Page<>(
                            page.events().stream().map(SdkLogEvents::event).toList(),
                            page.nextToken())));
  }

  private static Event event(FilteredLogEvent event) {
    return new Event(Instant.ofEpochMilli(event.timestamp()), event.message());
  }
}
