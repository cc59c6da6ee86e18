package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Identifier;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/**
 * Records with one retention period: rows of a table, each with the rows below it.
 *
 * @param root the table that has the timestamp
 * @param timestamp column that says how old a record is
 * @param tenant whose records; all where there is none
 * @param keep how long they are kept
 */
record Target(Node root, Identifier timestamp, Optional<Tenant> tenant, Period keep) {

  /**
   * Records of one tenant.
   *
   * @param column that says whose a row is
   * @param value as text
   */
  record Tenant(Identifier column, String value) {}

  List<Node> nodes() {
    return root.chains().stream().map(List::getLast).toList();
  }

  boolean hasChildren() {
    return !root.children().isEmpty();
  }
}
