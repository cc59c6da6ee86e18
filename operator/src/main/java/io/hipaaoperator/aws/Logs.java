package io.hipaaoperator.aws;

/**
 * What we ask of CloudWatch Logs in one account and region. Nothing in it deletes, gives back a
 * protection or makes a retention endless: what is not here can't happen.
 *
 * @param groups log groups and how they are kept
 * @param queries saved queries
 * @param metrics what is counted in a group, and what is odd in it
 * @param events events, for a proof
 */
public record Logs(LogGroups groups, LogQueries queries, LogMetrics metrics, LogEvents events) {

  /** The same with another way to the groups. */
  Logs with(LogGroups other) {
    return new Logs(other, queries, metrics, events);
  }
}
