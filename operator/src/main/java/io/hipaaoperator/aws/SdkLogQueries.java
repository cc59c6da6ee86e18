package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Pages.Page;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutQueryDefinitionRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryDefinition;
import software.amazon.awssdk.utils.Lazy;

/** Saved queries through the SDK. */
final class SdkLogQueries implements LogQueries {
  private static final int PAGE = 1000;

  private final Lazy<CloudWatchLogsClient> logs;
  private final Calls calls;

  SdkLogQueries(Lazy<CloudWatchLogsClient> logs, Calls calls) {
    this.logs = logs;
    this.calls = calls;
  }

  @Override
  public Answer<List<Saved>> list(String prefix) {
    String wanted = prefix.isEmpty() ? null : prefix;
    return Pages.all(
        marker ->
            calls
                .run(
                    Action.DESCRIBE_QUERY_DEFINITIONS,
                    () ->
                        logs.getValue()
                            .describeQueryDefinitions(
                                r ->
                                    r.queryDefinitionNamePrefix(wanted)
                                        .maxResults(PAGE)
                                        .nextToken(marker)))
                .map(
                    page ->
                        new Page<>(
                            page.queryDefinitions().stream().map(SdkLogQueries::saved).toList(),
                            page.nextToken())));
  }

  private static Saved saved(QueryDefinition saved) {
    return new Saved(
        saved.queryDefinitionId(),
        new Query(
            saved.name(),
            saved.queryString(),
            Objects.requireNonNullElse(saved.queryLanguageAsString(), Query.INSIGHTS),
            saved.logGroupNames()));
  }

  @Override
  public Answer<String> create(Query query, String token) {
    return calls
        .run(
            Action.PUT_QUERY_DEFINITION,
            () -> logs.getValue().putQueryDefinition(definition(query).clientToken(token).build()))
        .map(answer -> answer.queryDefinitionId());
  }

  @Override
  public Answer<Done> replace(String id, Query query) {
    return calls.perform(
        Action.PUT_QUERY_DEFINITION,
        () -> logs.getValue().putQueryDefinition(definition(query).queryDefinitionId(id).build()));
  }

  private static PutQueryDefinitionRequest.Builder definition(Query query) {
    return PutQueryDefinitionRequest.builder()
        .name(query.name())
        .queryString(query.text())
        .queryLanguage(query.language())
        .logGroupNames(query.groups());
  }
}
