package io.hipaaoperator.external;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.drift.SettingComparison.Found;

/**
 * A repair and what was answered to it.
 *
 * @param found the deviation
 * @param answer what became of the write
 * @param <W> what can be written
 */
public record Repair<W>(Found<W> found, Answer<?> answer) {
  /** Whether it was made. */
  public boolean succeeded() {
    return answer instanceof Answer.Known<?>;
  }

  /** Whether somebody said no, and would again. */
  boolean isRefused() {
    return answer instanceof Answer.Refused<?>;
  }
}
