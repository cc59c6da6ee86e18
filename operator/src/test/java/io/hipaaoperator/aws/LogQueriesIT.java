package io.hipaaoperator.aws;

import static io.hipaaoperator.aws.Ports.known;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.LogQueries.Query;
import io.hipaaoperator.aws.LogQueries.Saved;
import io.hipaaoperator.cluster.Emulator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** Saved queries as AWS has them, through the port. */
class LogQueriesIT {
  private static final CloudWatchLogsClient LOGS = Emulator.logs();

  private final Ports ports = new Ports();
  private final LogQueries queries = ports.services().logs().queries();
  private final String folder = Ports.unique("it") + "/";

  @AfterEach
  void clean() {
    LOGS.describeQueryDefinitions(r -> r.queryDefinitionNamePrefix(folder))
        .queryDefinitions()
        .forEach(
            saved ->
                LOGS.deleteQueryDefinition(r -> r.queryDefinitionId(saved.queryDefinitionId())));
    ports.close();
  }

  @Test
  void aQueryIsSavedAndReplacedByItsId() {
    String token = UUID.randomUUID().toString();
    String id = known(queries.create(query("reads", "fields @message"), token));
    assertThat(known(queries.create(query("reads", "fields @message"), token))).isEqualTo(id);
    Query other = query("reads by user", "stats count(*) by user");

    known(queries.replace(id, other));
    known(queries.replace(id, other));

    assertThat(known(queries.list(folder))).containsExactly(new Saved(id, other));
    assertThat(known(queries.list(""))).contains(new Saved(id, other));
    assertThat(known(queries.list(folder + "writes"))).isEmpty();
  }

  @Test
  void anIdThatIsGoneIsNotMadeAgain() {
    assertThat(queries.replace("none", query("reads", "fields @message")))
        .matches(answer -> answer.isRefusedWith(LogGroups.NOT_FOUND));
    assertThat(known(queries.list(folder))).isEmpty();
  }

  private Query query(String name, String text) {
    return new Query(folder + name, text, Query.INSIGHTS, List.of("/it/clinic"));
  }
}
