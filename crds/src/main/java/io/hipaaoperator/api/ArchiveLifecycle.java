package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the objects of an archive with time.
 *
 * @param transition when they move to cheaper storage; absent means never
 * @param expireDays when they end; absent means never
 * @param abortUploadsDays when uploads end that were begun and not finished
 */
@ValidationRule(
    value =
        "!has(self.transition) || !has(self.expireDays) ||"
            + " self.expireDays > self.transition.afterDays",
    message = "transition.afterDays is less than expireDays, after which nothing is left to move",
    fieldPath = ".transition.afterDays")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArchiveLifecycle(
    @JsonPropertyDescription("When objects move to cheaper storage. Absent: never.")
        @Nullable ArchiveTransition transition,
    @Min(1)
        @Max(36500)
        @JsonPropertyDescription(
            "After how many days objects are hidden, never before the lock ends. Their versions go as"
                + " many days after they were hidden, overwritten or deleted. Absent: never. To"
                + " lower it, or to give it to a bucket that was adopted, takes"
                + " logGroup.acknowledgeLoweredRetention.")
        @Nullable Integer expireDays,
    @Min(1)
        @Max(365)
        @JsonPropertyDescription(
            "After how many days uploads end that were begun and not finished. Default 7.")
        @Nullable Integer abortUploadsDays) {
  /** Of the spec of a sink: nothing ends that is locked. */
  static final String NO_SOONER =
      "!has(self.archive) || !has(self.archive.lifecycle) ||"
          + " !has(self.archive.lifecycle.expireDays) || self.archive.lifecycle.expireDays >="
          + " (has(self.archive.objectLock) && has(self.archive.objectLock.days)"
          + " ? self.archive.objectLock.days"
          + " : has(self.archive.objectLock) && has(self.archive.objectLock.years)"
          + " ? self.archive.objectLock.years * 365"
          + " : has(self.logGroup.retentionDays) ? self.logGroup.retentionDays"
          + " : self.class == 'audit' ? 2192 : 90)";

  static final String NO_SOONER_MESSAGE =
      "archive.lifecycle.expireDays is no less than the days of archive.objectLock";

  private static final int WEEK = 7;

  /** Nothing was declared. */
  static final ArchiveLifecycle NOTHING_SAID = new ArchiveLifecycle(null, null, null);

  /** A week where nothing was said. */
  @Override
  public Integer abortUploadsDays() {
    return abortUploadsDays == null ? WEEK : abortUploadsDays;
  }

  /** When objects end; empty where never. */
  public Optional<Integer> expiry() {
    return Optional.ofNullable(expireDays);
  }

  /** When they move; empty where never. */
  public Optional<ArchiveTransition> moves() {
    return Optional.ofNullable(transition);
  }

  /**
   * A move to cheaper storage.
   *
   * @param afterDays days after the object came
   * @param storageClass where to
   */
  @ValidationRule(
      value = "self.storageClass != 'STANDARD_IA' || self.afterDays >= 30",
      message = "afterDays is at least 30 for STANDARD_IA, which takes no younger objects",
      fieldPath = ".afterDays")
  public record ArchiveTransition(
      @Required @Min(1) @Max(36500) @JsonPropertyDescription("How many days after an object came.")
          Integer afterDays,
      @Required
          @JsonPropertyDescription(
              "Storage that holds in more than one zone, as S3 calls it. From GLACIER and"
                  + " DEEP_ARCHIVE objects are to be restored for hours before they can be read.")
          StorageClass storageClass) {}

  /** Cheaper storage that loses nothing with one zone. */
  public enum StorageClass {
    STANDARD_IA,
    INTELLIGENT_TIERING,
    GLACIER_IR,
    GLACIER,
    DEEP_ARCHIVE
  }
}
