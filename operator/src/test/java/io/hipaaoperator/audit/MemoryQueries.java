package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Done;
import io.hipaaoperator.aws.LogQueries;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** CloudWatch's saved queries in memory; as there, names are not unique. */
final class MemoryQueries implements LogQueries {
  final Map<String, Query> byId = new TreeMap<>();
  final Failing calls = new Failing();

  @Override
  public Answer<List<Saved>> list(String prefix) {
    return calls.answer(
        "list",
        () ->
            byId.entrySet().stream()
                .filter(each -> each.getValue().name().startsWith(prefix))
                .map(each -> new Saved(each.getKey(), each.getValue()))
                .toList());
  }

  @Override
  public Answer<String> create(Query query, String token) {
    return calls.writes("create", () -> save("id-" + token, query));
  }

  @Override
  public Answer<Done> replace(String id, Query query) {
    return calls.write("replace", () -> save(id, query));
  }

  /** Somebody saves it. */
  String save(String id, Query query) {
    byId.put(id, query);
    return id;
  }
}
