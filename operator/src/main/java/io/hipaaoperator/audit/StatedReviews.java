package io.hipaaoperator.audit;

import io.hipaaoperator.api.SinkReviews;
import io.hipaaoperator.api.SinkReviews.Review;
import io.hipaaoperator.control.Verdict;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What people state of their reviews of a log. Software can't see that somebody read it, or that a
 * message reached him: a statement is reported as one, and counts for so many days. Pure.
 *
 * @param done the reviews
 * @param everyDays for how many days one counts
 * @param today the day, of UTC
 */
public record StatedReviews(List<Review> done, int everyDays, LocalDate today) {

  public StatedReviews {
    done = List.copyOf(done);
  }

  /** What is declared, at a time. */
  public static StatedReviews of(SinkReviews reviews, Instant now) {
    return new StatedReviews(
        reviews.done(), reviews.everyDays(), LocalDate.ofInstant(now, ZoneOffset.UTC));
  }

  /**
   * What the newest review comes to that says so.
   *
   * @param says whether a review does
   * @param otherwise what is not known where none does
   */
  public Verdict newest(Predicate<Review> says, String otherwise) {
    return done.stream()
        .filter(says)
        .max(Comparator.comparing(Review::date))
        .map(this::verdict)
        .orElseGet(() -> Verdict.undetermined(otherwise));
  }

  private Verdict verdict(Review review) {
    return day(review)
        .map(day -> verdict(day, review.by()))
        .orElseGet(() -> Verdict.violated("spec.reviews: there is no day " + review.date()));
  }

  private static Optional<LocalDate> day(Review review) {
    try {
      return Optional.of(LocalDate.parse(review.date()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** It may be tomorrow already where it was reviewed. */
  private Verdict verdict(LocalDate day, String by) {
    LocalDate due = day.plusDays(everyDays);
    if (day.isAfter(today.plusDays(1))) {
      return Verdict.violated("the review of %s, stated by %s, is yet to come".formatted(day, by));
    }
    return today.isAfter(due)
        ? Verdict.violated(
            "the review of %s, stated by %s, was to be done again by %s".formatted(day, by, due))
        : Verdict.compliant(
            "reviewed on %s, stated by %s, not proven; to be done again by %s"
                .formatted(day, by, due));
  }
}
