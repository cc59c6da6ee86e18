package io.hipaaoperator.audit;

import io.hipaaoperator.api.AuditEvents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The queries by which access to PHI is reviewed: by user, by date and by resource, as the
 * checklist wants them, and what was denied or exported.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html">Logs
 *     Insights query syntax</a>
 */
final class BuiltInQueries {
  private static final String BY_USER =
      """
      filter ispresent({resource})
      | stats count(*) as accesses, count_distinct({resource}) as resources by {user}
      | sort accesses desc\
      """;
  private static final String BY_DATE =
      """
      filter ispresent({resource})
      | stats count(*) as accesses, count_distinct({user}) as users by bin(1d)\
      """;
  private static final String BY_RESOURCE =
      """
      filter ispresent({resource})
      | stats count(*) as accesses, count_distinct({user}) as users by {resource}
      | sort accesses desc\
      """;
  private static final String DENIED =
      """
      filter {outcome} in [{denials}]
      | fields @timestamp, {user}, {action}, {resource}, {outcome}
      | sort @timestamp desc\
      """;
  private static final String EXPORTS =
      """
      filter {action} in [{exports}]
      | fields @timestamp, {user}, {resource}, {outcome}
      | sort @timestamp desc\
      """;

  private BuiltInQueries() {}

  /** Their texts by their names, for events that are written so. */
  static Map<String, String> of(AuditEvents events) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("phi-access-by-user", text(BY_USER, events));
    all.put("phi-access-by-date", text(BY_DATE, events));
    all.put("phi-access-by-resource", text(BY_RESOURCE, events));
    all.put("denied-access", text(DENIED, events));
    all.put("exports", text(EXPORTS, events));
    return all;
  }

  private static String text(String query, AuditEvents events) {
    return query
        .replace("{user}", field(events.user()))
        .replace("{resource}", field(events.resource()))
        .replace("{action}", field(events.action()))
        .replace("{outcome}", field(events.outcome()))
        .replace("{denials}", words(events.denials()))
        .replace("{exports}", words(events.exports()));
  }

  /** Insights takes a hyphen for a minus, unless the name stands in backticks. */
  private static String field(String name) {
    return name.contains("-") ? "`" + name + "`" : name;
  }

  private static String words(List<String> words) {
    return words.stream().map(word -> "\"" + word + "\"").collect(Collectors.joining(", "));
  }
}
