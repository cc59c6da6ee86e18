package io.hipaaoperator.purge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * What a run did, and where: it says it of the connection that it had, so that what one database
 * has committed is never taken for another's.
 */
public final class RunHash {
  private RunHash() {}

  /**
   * SHA-256, in hexadecimal.
   *
   * @param plan hash of what is to be held, or where a log is published
   * @param schema of the operator's tables
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
