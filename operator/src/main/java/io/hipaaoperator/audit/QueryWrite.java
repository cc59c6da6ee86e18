package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.LogQueries;
import io.hipaaoperator.aws.LogQueries.Query;

/** One change to a saved query, decided but not made. None is deleted. */
sealed interface QueryWrite extends SinkWrite {

  /** Saves one that is not there; the token is the same for whoever means the same one. */
  record Create(Query query, String token) implements QueryWrite {}

  /** Makes the one of this id what is declared. */
  record Replace(String id, Query query) implements QueryWrite {}

  @Override
  default Answer<?> to(Services services, String group) {
    LogQueries queries = services.logs().queries();
    return switch (this) {
      case Create(Query query, String token) -> created(queries, query, token);
      case Replace(String id, Query query) -> queries.replace(id, query);
    };
  }

  /**
   * What was seen may be older than what another replica made, and names are not unique to AWS: it
   * is looked for once more.
   */
  private static Answer<String> created(LogQueries queries, Query query, String token) {
    queries.forget();
    return queries
        .list(query.name())
        .then(
            there ->
                there.stream()
                    .filter(saved -> saved.query().name().equals(query.name()))
                    .findFirst()
                    .map(saved -> Answer.known(saved.id()))
                    .orElseGet(() -> queries.create(query, token)));
  }
}
