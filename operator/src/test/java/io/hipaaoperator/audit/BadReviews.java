package io.hipaaoperator.audit;

import static io.hipaaoperator.audit.BadSinkSpecs.more;

import io.hipaaoperator.audit.BadSinkSpecs.Bad;
import java.util.stream.Stream;

/** Reviews that the API server must refuse. */
final class BadReviews {
  private BadReviews() {}

  static Stream<Bad> all() {
    String digest = "evidenceSha256: '" + "0".repeat(64) + "'";
    String who = "date: '2026-01-31', by: somebody, " + digest;
    return Stream.of(
        more("reviews: {everyDays: 0}", "spec.reviews.everyDays", "equal to 1"),
        more("reviews: {everyDays: 367}", "spec.reviews.everyDays", "equal to 366"),
        review("by: somebody, lockout: true, " + digest, "date", "Required value"),
        review("date: soon, by: somebody, lockout: true, " + digest, "date", "should match"),
        review("date: '2026-01-31', lockout: true, " + digest, "by", "Required value"),
        review(
            "date: '2026-01-31', by: somebody, lockout: true", "evidenceSha256", "Required value"),
        review(
            "date: '2026-01-31', by: somebody, lockout: true, evidenceSha256: A",
            "evidenceSha256",
            "should match"),
        more("reviews: {done: [{%s}]}".formatted(who), "spec.reviews.done[0]", "what was reviewed"),
        review(who + ", queries: []", "", "what was reviewed"),
        review(who + ", queries: ['']", "queries[0]", "at least 1"));
  }

  private static Bad review(String review, String field, String words) {
    return more(
        "reviews: {done: [{%s}]}".formatted(review),
        "spec.reviews.done[0]" + (field.isEmpty() ? "" : "." + field),
        words);
  }
}
