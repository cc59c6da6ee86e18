package io.hipaaoperator.purge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * What is held, and where: a run says it of the connection that it had, so that what one database
 * has committed is never taken for another's.
 */
public final class HoldHash {
  private HoldHash() {}

  /**
   * SHA-256, in hexadecimal.
   *
   * @param plan hash of what is to be held
   * @param schema of the table of holds
   */
  public static String of(String plan, String host, int port, String database, String schema) {
    return PlanHash.of(
        JsonNodeFactory.instance
            .objectNode()
            .put("plan", plan)
            .put("host", host)
            .put("port", port)
            .put("database", database)
            .put("schema", schema));
  }
}
