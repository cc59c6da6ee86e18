package io.hipaaoperator.purge;

import java.util.List;

/** A plan that is wrong in itself, or does not fit the database. Each line names a field of it. */
public final class PlanError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PlanError(String field, String problem) {
    this(List.of(field + ": " + problem));
  }

  PlanError(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
