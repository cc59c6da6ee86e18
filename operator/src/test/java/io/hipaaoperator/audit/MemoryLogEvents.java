package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Done;
import io.hipaaoperator.aws.LogEvents;
import io.hipaaoperator.aws.LogGroups;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Events in memory that are shown at once or not yet, masked or not, and calls that can fail. */
final class MemoryLogEvents implements LogEvents {
  /** What somebody wrote, in the order of time. */
  final List<Event> written = new ArrayList<>();

  final Set<String> streams = new HashSet<>();

  /** What calls of a name answer, instead of doing anything. */
  final Map<String, Answer<?>> failing = new HashMap<>();

  /** Names of all calls. */
  final List<String> calls = new ArrayList<>();

  boolean shows = true;
  boolean masks = true;

  @Override
  public Answer<Done> createStream(String group) {
    return answer(
        "createStream",
        () -> {
          streams.add(group);
          return Answer.known(Done.DONE);
        });
  }

  @Override
  public Answer<Done> put(String group, Event event) {
    return answer(
        "put",
        () -> {
          if (!streams.contains(group)) {
            return new Answer.Refused<>(LogGroups.NOT_FOUND, "no stream");
          }
          written.add(event);
          return Answer.known(Done.DONE);
        });
  }

  @Override
  public Answer<List<Event>> find(String group, String pattern, Span span) {
    return answer(
        "find",
        () ->
            Answer.known(
                written.stream()
                    .filter(_ -> shows)
                    .filter(event -> event.message().contains(pattern.replace("\"", "")))
                    .filter(event -> !event.at().isBefore(span.from()))
                    .filter(event -> !event.at().isAfter(span.until()))
                    .map(this::shown)
                    .toList()));
  }

  private Event shown(Event event) {
    String text = event.message();
    return masks
        ? new Event(event.at(), text.replaceAll("\\d{3}-\\d{2}-\\d{4}", "***********"))
        : event;
  }

  @SuppressWarnings("unchecked") // a failure has no value
  private <T> Answer<T> answer(String call, Supplier<Answer<T>> value) {
    calls.add(call);
    Answer<?> failure = failing.get(call);
    return failure == null ? value.get() : (Answer<T>) failure;
  }
}
