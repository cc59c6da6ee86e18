package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.DatabaseFailure;
import io.hipaaoperator.postgres.Session;

/** Whether texts are values of types; the database says so. */
record Values(Session session) {
  private static final String DATA_EXCEPTION = "22";

  /** Whether a text is a value of one of {@link Holds#TYPES}; the transaction may end by it. */
  boolean fits(String value, String type) {
    try {
      return session.one("SELECT ?::text::" + type + " IS NOT NULL", row -> true, value);
    } catch (DatabaseFailure e) {
      session.rollback();
      if (e.state().startsWith(DATA_EXCEPTION)) {
        return false;
      }
      throw e;
    }
  }
}
