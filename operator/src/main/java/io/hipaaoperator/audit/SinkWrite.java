package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;

/** One change to a sink, decided but not made. */
interface SinkWrite {

  /**
   * Makes the change.
   *
   * @param group name of the log group
   */
  Answer<?> to(Services services, String group);
}
