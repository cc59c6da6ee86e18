package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.hipaaoperator.api.RetentionPolicySpec.DatabaseReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which records are held, where and why. What is held only grows; it becomes free by the release,
 * which is the end of the hold.
 *
 * @param matter name of the case or inquiry
 * @param reason why the records must be kept
 * @param issuer who ordered the hold
 * @param since on which day
 * @param databases where the records are
 * @param subjects which they are
 * @param buckets objects that are held as well
 * @param release who ended the hold, and why
 */
@ValidationRule(
    value =
        "(has(self.databases) == has(self.subjects)) && (has(self.databases) || has(self.buckets))",
    message = "a hold has databases and subjects, or buckets, or all of them")
@ValidationRule(
    value =
        "!has(oldSelf.subjects) || has(self.subjects) && (self.subjects == oldSelf.subjects ||"
            + " oldSelf.subjects.all(o, o in self.subjects))",
    message =
        "subjects can only be added: what is held becomes free by spec.release alone, which ends"
            + " the whole hold",
    fieldPath = ".subjects")
@ValidationRule(
    value =
        "!has(oldSelf.databases) || has(self.databases) && oldSelf.databases.all(o, o in"
            + " self.databases)",
    message =
        "databases can only be added: what is held becomes free by spec.release alone, which ends"
            + " the whole hold",
    fieldPath = ".databases")
@ValidationRule(
    value =
        "!has(oldSelf.buckets) || has(self.buckets) && oldSelf.buckets.all(o, o in self.buckets)",
    message =
        "buckets can only be added: what is held becomes free by spec.release alone, which ends"
            + " the whole hold",
    fieldPath = ".buckets")
@ValidationRule(
    value =
        "self.matter == oldSelf.matter && self.issuer == oldSelf.issuer && self.since =="
            + " oldSelf.since",
    message = "matter, issuer and since stay as they were issued")
@ValidationRule(
    value = "!has(oldSelf.release) || self == oldSelf",
    message = "a released hold can't be changed any more; declare a new one")
@ValidationRule(
    value = "!has(self.release) || self.release.by.lowerAscii() != self.issuer.lowerAscii()",
    message = "release.by must be somebody else than the issuer",
    fieldPath = ".release")
@ValidationRule(
    value =
        "!has(self.databases) || self.databases.all(d, self.databases.exists_one(other, other.name"
            + " == d.name))",
    message = "databases has each name once",
    fieldPath = ".databases")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LegalHoldSpec(
    @Required
        @Size(min = 2, max = 128)
        @JsonPropertyDescription(
            "Name of the case or inquiry, as lists show it: nothing that tells who a patient is.")
        String matter,
    @Required @Size(min = 10, max = 1024) @JsonPropertyDescription("Why the records must be kept.")
        String reason,
    @Required
        @Size(min = 2, max = 256)
        @Pattern(WHO)
        @JsonPropertyDescription("Who ordered the hold.")
        String issuer,
    @Required @Pattern(DAY) @JsonPropertyDescription("On which day, as in 2026-01-31.")
        String since,
    @Size(min = 1, max = 8)
        @JsonPropertyDescription(
            "PhiDatabases of this namespace in which the records are held. More can be added.")
        @Nullable List<DatabaseReference> databases,
    @Size(min = 1, max = 500)
        @JsonPropertyDescription(
            "Which records are held in the databases. More can be added; more than 500 need another"
                + " hold.")
        @Nullable List<Subject> subjects,
    @Size(min = 1, max = 8)
        @JsonPropertyDescription(
            "Objects in S3 that are held, by a legal hold on each version. More can be added.")
        @Nullable List<HeldObjects> buckets,
    @JsonPropertyDescription(
            "Ends the hold in all databases and buckets. It can't be taken back: what is to be held"
                + " again needs a new hold.")
        @Nullable Release release) {
  /** A person or an office. */
  static final String WHO = "^[^\\s\\p{Cc}]([^\\p{Cc}]*[^\\s\\p{Cc}])?$";

  /** A day. */
  static final String DAY = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

  public LegalHoldSpec {
    databases = databases == null ? null : List.copyOf(databases);
    subjects = subjects == null ? null : List.copyOf(subjects);
    buckets = buckets == null ? null : List.copyOf(buckets);
  }

  /** Never null. */
  @Override
  public List<DatabaseReference> databases() {
    return databases == null ? List.of() : databases;
  }

  /** Never null. */
  @Override
  public List<Subject> subjects() {
    return subjects == null ? List.of() : subjects;
  }

  /** Never null. */
  @Override
  public List<HeldObjects> buckets() {
    return buckets == null ? List.of() : buckets;
  }

  /** Whether it was ended. */
  @JsonIgnore
  public boolean isReleased() {
    return release != null;
  }

  /**
   * The records whose columns have these values.
   *
   * @param schema schema of the table; null for every table that has the columns
   * @param table its name; null for every table that has the columns
   * @param columns which columns
   * @param values the value of each
   */
  @ValidationRule(
      value = "has(self.schema) == has(self.table)",
      message = "a subject has both schema and table, or neither")
  @ValidationRule(
      value = "size(self.columns) == size(self.values)",
      message = "a subject has as many values as columns")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Subject(
      @Pattern(RetentionTarget.NAME)
          @Size(max = 63)
          @JsonPropertyDescription("Schema of the table. Absent: every table that has the columns.")
          @Nullable String schema,
      @Pattern(RetentionTarget.NAME)
          @Size(max = 63)
          @JsonPropertyDescription("Name of the table. Absent: every table that has the columns.")
          @Nullable String table,
      @Required
          @Size(min = 1, max = 8)
          @JsonPropertyDescription("Columns that name the records, as the catalogue has them.")
          List<@Pattern(RetentionTarget.COLUMN) @Size(max = 63) String> columns,
      @Required
          @Size(min = 1, max = 8)
          @JsonPropertyDescription(
              "The value of each column, compared in its type: 0007 is the number 7. It may tell"
                  + " who a patient is, so who may read LegalHolds is to be few.")
          List<@Pattern("^[^\\p{Cc}]+$") @Size(min = 1, max = 256) String> values) {
    public Subject {
      columns = List.copyOf(columns);
      values = List.copyOf(values);
    }
  }

  /**
   * The end of a hold.
   *
   * @param by who decided; not the issuer
   * @param reason why
   * @param at on which day
   */
  public record Release(
      @Required
          @Size(min = 2, max = 256)
          @Pattern(WHO)
          @JsonPropertyDescription("Who decided; somebody else than the issuer.")
          String by,
      @Required
          @Size(min = 10, max = 1024)
          @JsonPropertyDescription("Why the records need not be kept any more.")
          String reason,
      @Required @Pattern(DAY) @JsonPropertyDescription("On which day, as in 2026-01-31.")
          String at) {}
}
