package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Alarms.Alarm;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Done;
import io.hipaaoperator.aws.LogMetrics.Filter;
import java.util.Map;

/** One change to what wakes somebody, decided but not made. Nothing is deleted. */
sealed interface AlarmWrite extends SinkWrite {

  /** Makes the filter of this name count so. */
  record Count(Filter filter) implements AlarmWrite {}

  /** Makes the alarm of this name go off so. */
  record Raise(Alarm alarm, Map<String, String> tags) implements AlarmWrite {}

  @Override
  default Answer<Done> to(Services services, String group) {
    return switch (this) {
      case Count(Filter filter) -> services.logs().metrics().putFilter(group, filter);
      case Raise(Alarm alarm, Map<String, String> tags) -> services.alarms().put(alarm, tags);
    };
  }
}
