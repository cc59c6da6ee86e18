package io.hipaaoperator.aws;

import java.util.List;

/** Saved queries of CloudWatch Logs Insights. */
public interface LogQueries {

  /** Queries whose names begin so, by name. */
  Answer<List<Saved>> list(String prefix);

  /** Reads all queries anew when they are next asked for. */
  default void forget() {}

  /**
   * Saves a query under a new id, which is answered. Names are not unique to AWS.
   *
   * @param token by which AWS tells a second try from a second query, 36 to 128 characters
   */
  Answer<String> create(Query query, String token);

  /** Replaces the query with this id. */
  Answer<Done> replace(String id, Query query);

  /**
   * A query that is saved.
   *
   * @param id AWS's id
   * @param query what it asks
   */
  record Saved(String id, Query query) {}

  /**
   * A query.
   *
   * @param name its name; slashes make folders
   * @param text in its language
   * @param language for example CWLI, SQL or PPL
   * @param groups names of the log groups that it asks
   */
  record Query(String name, String text, String language, List<String> groups) {
    /** The language of Logs Insights itself. */
    public static final String INSIGHTS = "CWLI";

    public Query {
      groups = List.copyOf(groups);
    }
  }
}
