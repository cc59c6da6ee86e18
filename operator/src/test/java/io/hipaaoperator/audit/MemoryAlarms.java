package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Alarms;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Done;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Alarms in memory. */
final class MemoryAlarms implements Alarms {
  final Map<String, Alarm> alarms = new TreeMap<>();
  final Failing calls = new Failing();

  @Override
  public Answer<List<Alarm>> list(String prefix) {
    return calls.answer(
        "list", () -> alarms.values().stream().filter(a -> a.name().startsWith(prefix)).toList());
  }

  @Override
  public Answer<Done> put(Alarm alarm, Map<String, String> tags) {
    return calls.write("put", () -> alarms.put(alarm.name(), alarm));
  }
}
