package io.hipaaoperator.postgres;

import java.util.List;
import java.util.Map;

/**
 * What the catalogue says about a table.
 *
 * @param kind {@code r} table, {@code p} partitioned table, {@code v} view, and so on
 * @param owned whether the role of the session owns it, or is a member of the role that does
 * @param inherited whether other tables inherit from it that are no partitions
 * @param partition whether it is a part of a partitioned table
 * @param types type of each column, as it stands in a cast
 * @param primaryKey columns of the primary key in its order; empty where there is none
 * @param references foreign keys of all tables that refer to it or to one of its partitions
 * @param indexes columns of each index that serves any query, in order
 * @param uniqueKeys columns of each index that lets no two rows have the same
 * @param deleteTriggers triggers and rules that act when one of its rows is deleted
 * @param above tables whose rows its rows refer to by foreign keys, also by way of others, and
 *     those they are parts of or inherit from, with their columns
 */
public record TableFacts(
    String kind,
    boolean owned,
    boolean inherited,
    boolean partition,
    Map<String, String> types,
    List<String> primaryKey,
    List<ForeignKey> references,
    List<List<String>> indexes,
    List<List<String>> uniqueKeys,
    List<String> deleteTriggers,
    Map<String, List<String>> above) {

  /**
   * A foreign key of another table.
   *
   * @param name of the constraint
   * @param table that has it
   * @param columns that refer
   * @param references columns that each of them refers to
   * @param deleteAction {@code a} no action, {@code r} restrict, {@code c} cascade, {@code n} set
   *     null, {@code d} set default
   */
  public record ForeignKey(
      String name,
      String table,
      List<String> columns,
      List<String> references,
      String deleteAction) {}
}
