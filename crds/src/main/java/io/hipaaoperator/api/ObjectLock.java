package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * How long objects of an archive can't be deleted.
 *
 * @param mode whether some may delete them all the same
 * @param days how long; absent with {@code years} means the retention of the log group
 * @param years the same in years
 * @param acknowledgeIrreversible somebody's word that nobody can undo it
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html">Object
 *     Lock</a>
 */
@ValidationRule(
    value =
        "!has(self.mode) || self.mode != 'COMPLIANCE' ||"
            + " has(self.acknowledgeIrreversible) && self.acknowledgeIrreversible",
    message =
        "mode COMPLIANCE takes acknowledgeIrreversible: true, since nobody, AWS included, can"
            + " delete or unlock what comes into the bucket before its time",
    fieldPath = ".acknowledgeIrreversible")
@ValidationRule(
    value = "!has(self.days) || !has(self.years)",
    message = "objectLock has at most one of: days, years",
    fieldPath = ".years")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObjectLock(
    @JsonPropertyDescription(
            "GOVERNANCE (the default): who has the right s3:BypassGovernanceRetention may delete"
                + " objects all the same. COMPLIANCE: nobody may; it can't be taken back.")
        @Nullable Mode mode,
    @Min(1)
        @Max(36500)
        @JsonPropertyDescription(
            "For how many days, at least as many as the class is kept. Default as many as the log"
                + " group keeps events. A bucket that locks longer is left so.")
        @Nullable Integer days,
    @Min(1)
        @Max(100)
        @JsonPropertyDescription(
            "For how many years, each counted as 365 days. Six of them are two days short of"
                + " class audit.")
        @Nullable Integer years,
    @JsonPropertyDescription(
            "Somebody's word that it can't be undone. Mode COMPLIANCE takes it, and so does an"
                + " adopted bucket without Object Lock, which can't be turned off again.")
        @Nullable Boolean acknowledgeIrreversible) {
  /** Of the spec of a sink: operational logs are locked for 90 days at least. */
  static final String NINETY_DAYS =
      "self.class != 'operational' || !has(self.archive) || !has(self.archive.objectLock) ||"
          + " !has(self.archive.objectLock.days) || self.archive.objectLock.days >= 90";

  static final String NINETY_DAYS_MESSAGE =
      "archive.objectLock.days of class operational is at least 90, which the production"
          + " checklist asks for";

  /** Of the spec of a sink: audit logs are locked for six years at least. */
  static final String SIX_YEARS =
      "self.class != 'audit' || !has(self.archive) || !has(self.archive.objectLock) ||"
          + " (!has(self.archive.objectLock.days) || self.archive.objectLock.days >= 2192) &&"
          + " (!has(self.archive.objectLock.years) || self.archive.objectLock.years >= 7)";

  static final String SIX_YEARS_MESSAGE =
      "archive.objectLock of class audit is for at least 2192 days, or 7 years of 365 days: six"
          + " years, 45 CFR 164.316(b)(2)(i)";

  /** Nothing was declared. */
  static final ObjectLock NOTHING_SAID = new ObjectLock(null, null, null, null);

  /** Whether some may delete what is locked. */
  public enum Mode {
    /** Who has the right to bypass it may. */
    GOVERNANCE,
    /** Nobody may. */
    COMPLIANCE
  }

  /** GOVERNANCE where nothing was said. */
  @Override
  public Mode mode() {
    return mode == null ? Mode.GOVERNANCE : mode;
  }

  /** Whether somebody said that it may be what can't be undone. */
  public boolean acknowledged() {
    return Boolean.TRUE.equals(acknowledgeIrreversible);
  }
}
