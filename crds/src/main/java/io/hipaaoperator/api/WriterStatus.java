package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What AWS said of a role that writes to a sink.
 *
 * @param role the role's ARN
 * @param result what was concluded
 * @param time when AWS told last; absent when it never did
 * @param about ARNs of what it was asked about
 * @param may actions that the role may do and must not, as AWS told last
 * @param lacks actions of writing that it may not do, as AWS told last
 * @param message for people
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record WriterStatus(
    @JsonPropertyDescription("The role's ARN.") String role,
    @JsonPropertyDescription(
            "What was concluded. WriteOnly: it may write, and neither delete nor edit. All but"
                + " WriteOnly, MayEdit and MayNotWrite mean that it is not known.")
        Result result,
    @JsonPropertyDescription("When AWS told last; absent when it never did.") @Nullable String time,
    @JsonPropertyDescription("ARNs of what it was asked about.") @Nullable List<String> about,
    @JsonPropertyDescription("Actions that the role may do and must not, as AWS told last.")
        @Nullable List<String> may,
    @JsonPropertyDescription("Actions of writing that it may not do, as AWS told last.")
        @Nullable List<String> lacks,
    @JsonPropertyDescription("For people.") String message) {

  public WriterStatus {
    about = about == null ? List.of() : List.copyOf(about);
    may = may == null ? List.of() : List.copyOf(may);
    lacks = lacks == null ? List.of() : List.copyOf(lacks);
  }

  /** What was concluded of a role; the first is the worst. */
  public enum Result {
    /** It may do what it must not. */
    MayEdit,
    /** It may not write. */
    MayNotWrite,
    /** AWS refuses to tell. */
    Refused,
    /** There is no such role. */
    RoleGone,
    /** It is a role of another account, of which AWS tells nothing. */
    OtherAccount,
    /** It depends on conditions of its policies. */
    DependsOnConditions,
    /** AWS could not be asked for long. */
    Unreachable,
    /** It may write, and neither delete nor edit. */
    WriteOnly
  }

  /** Never null. */
  @Override
  public List<String> about() {
    return about == null ? List.of() : about;
  }

  /** Never null. */
  @Override
  public List<String> may() {
    return may == null ? List.of() : may;
  }

  /** Never null. */
  @Override
  public List<String> lacks() {
    return lacks == null ? List.of() : lacks;
  }

  /** Whether it may do what it must not, or may not write, as AWS told last. */
  public boolean deviates() {
    return !may().isEmpty() || !lacks().isEmpty();
  }

  /** Whether the other says the same, whenever it was told. */
  public boolean says(WriterStatus other) {
    return new WriterStatus(role, result, other.time, about, may, lacks, message).equals(other);
  }

  /** Whether it speaks of this role and of these things. */
  public boolean isOf(String otherRole, List<String> things) {
    return Objects.equals(role, otherRole) && about().equals(things);
  }
}
