package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.SinkReviews.Review;
import io.hipaaoperator.control.Verdict;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people state counts for a while, and as no more than it is. */
class StatedReviewsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

  @ParameterizedTest
  @CsvSource({
    "2026-03-01, reviewed on 2026-03-01",
    "2026-01-29, to be done again by 2026-03-01",
    "2026-03-02, reviewed on 2026-03-02",
  })
  void aReviewInTimeComplies(String date, String words) {
    Verdict verdict = newest(date);

    assertThat(verdict).isInstanceOf(Verdict.Compliant.class);
    assertThat(verdict.evidence()).singleElement().asString().contains(words, "not proven");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-28, was to be done again by 2026-02-28",
    "2026-03-03, is yet to come",
    "2026-02-30, there is no day 2026-02-30",
  })
  void oneThatIsOverdueOrYetToComeViolates(String date, String words) {
    Verdict verdict = newest(date);

    assertThat(verdict).isInstanceOf(Verdict.Violated.class);
    assertThat(verdict.evidence()).singleElement().asString().contains(words);
  }

  @Test
  void theNewestCountsWhateverTheirOrder() {
    assertThat(newest("2025-01-01", "2026-02-27", "2025-12-01"))
        .isInstanceOf(Verdict.Compliant.class);
  }

  @Test
  void aReviewOfSomethingElseIsNone() {
    assertThat(reviews("2026-03-01").newest(Review::sawLockout, "not stated"))
        .isEqualTo(Verdict.undetermined("not stated"));
  }

  private static Verdict newest(String... dates) {
    return reviews(dates).newest(review -> review.queries().contains("exports"), "not stated");
  }

  private static StatedReviews reviews(String... dates) {
    List<Review> done =
        Stream.of(dates)
            .map(
                date ->
                    new Review(
                        date, "somebody", List.of("exports"), null, null, null, "0".repeat(64)))
            .toList();
    return new StatedReviews(done, 31, TODAY);
  }
}
