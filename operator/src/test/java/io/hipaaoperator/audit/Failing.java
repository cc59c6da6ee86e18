package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Done;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Calls into memory, each of which can be made to fail; those that write are listed. */
final class Failing {
  /** What calls of a name answer, instead of doing anything. */
  final Map<String, Answer<?>> failing = new HashMap<>();

  /** Names of all calls. */
  final List<String> asked = new ArrayList<>();

  /** Names of the calls that wrote. */
  final List<String> writes = new ArrayList<>();

  Answer<Done> write(String call, Runnable change) {
    return writes(
        call,
        () -> {
          change.run();
          return Done.DONE;
        });
  }

  <T> Answer<T> writes(String call, Supplier<T> change) {
    return answer(
        call,
        () -> {
          writes.add(call);
          return change.get();
        });
  }

  @SuppressWarnings("unchecked") // a failure has no value
  <T> Answer<T> answer(String call, Supplier<T> value) {
    asked.add(call);
    Answer<?> failure = failing.get(call);
    return failure == null ? Answer.known(value.get()) : (Answer<T>) failure;
  }
}
