package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an application writes what happened: which fields of its JSON events say who did what to
 * which record, and with which words.
 *
 * @param user field of who did it
 * @param resource field of the record that it was done to
 * @param action field of what was done
 * @param outcome field of what came of it
 * @param hour field of the hour of the day; absent where events have none
 * @param reads actions that read a record
 * @param exports actions that take many records out
 * @param logins actions by which somebody logs in
 * @param denials outcomes of what was refused
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEvents(
    @Size(min = 1, max = 64)
        @Pattern(FIELD)
        @JsonPropertyDescription(
            "Field of who did it, as in user or subject.id. Default user. All of these are fields"
                + " of events in JSON; what is not JSON is found by no query and counted by no"
                + " alarm.")
        @Nullable String user,
    @Size(min = 1, max = 64)
        @Pattern(FIELD)
        @JsonPropertyDescription(
            "Field of the record that it was done to. An event that has it is an access to PHI."
                + " Default resource.")
        @Nullable String resource,
    @Size(min = 1, max = 64)
        @Pattern(FIELD)
        @JsonPropertyDescription("Field of what was done. Default action.")
        @Nullable String action,
    @Size(min = 1, max = 64)
        @Pattern(FIELD)
        @JsonPropertyDescription("Field of what came of it. Default outcome.")
        @Nullable String outcome,
    @Size(min = 1, max = 64)
        @Pattern(FIELD)
        @JsonPropertyDescription(
            "Field of the hour of the day, a number from 0 to 23. CloudWatch can't tell the time of"
                + " an event in a filter: without such a field there is no alarm on off hours.")
        @Nullable String hour,
    @Size(min = 1, max = 4) @JsonPropertyDescription("Actions that read a record. Default read.")
        @Nullable List<@Size(max = 32) @Pattern(WORD) String> reads,
    @Size(min = 1, max = 4)
        @JsonPropertyDescription("Actions that take many records out. Default export.")
        @Nullable List<@Size(max = 32) @Pattern(WORD) String> exports,
    @Size(min = 1, max = 4)
        @JsonPropertyDescription("Actions by which somebody logs in. Default login.")
        @Nullable List<@Size(max = 32) @Pattern(WORD) String> logins,
    @Size(min = 1, max = 4)
        @JsonPropertyDescription("Outcomes of what was refused. Default denied and failed.")
        @Nullable List<@Size(max = 32) @Pattern(WORD) String> denials) {
  private static final String FIELD = "^[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z_][A-Za-z0-9_-]*)*$";

  /** Neither a quote nor a wildcard: it stands in patterns between quotes. */
  private static final String WORD = "^[A-Za-z0-9][A-Za-z0-9 ._:/-]*$";

  /** Nothing was declared. */
  static final AuditEvents NOTHING_SAID =
      new AuditEvents(null, null, null, null, null, null, null, null, null);

  public AuditEvents {
    reads = copy(reads);
    exports = copy(exports);
    logins = copy(logins);
    denials = copy(denials);
  }

  private static @Nullable List<String> copy(@Nullable List<String> words) {
    return words == null ? null : List.copyOf(words);
  }

  /** Never null. */
  @Override
  public String user() {
    return user == null ? "user" : user;
  }

  /** Never null. */
  @Override
  public String resource() {
    return resource == null ? "resource" : resource;
  }

  /** Never null. */
  @Override
  public String action() {
    return action == null ? "action" : action;
  }

  /** Never null. */
  @Override
  public String outcome() {
    return outcome == null ? "outcome" : outcome;
  }

  /** The field of the hour, where there is one. */
  public Optional<String> hourField() {
    return Optional.ofNullable(hour);
  }

  /** Never null. */
  @Override
  public List<String> reads() {
    return reads == null ? List.of("read") : reads;
  }

  /** Never null. */
  @Override
  public List<String> exports() {
    return exports == null ? List.of("export") : exports;
  }

  /** Never null. */
  @Override
  public List<String> logins() {
    return logins == null ? List.of("login") : logins;
  }

  /** Never null. */
  @Override
  public List<String> denials() {
    return denials == null ? List.of("denied", "failed") : denials;
  }
}
