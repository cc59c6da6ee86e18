package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.LegalHold;
import io.hipaaoperator.api.LegalHoldStatus;
import io.hipaaoperator.api.LegalHoldStatus.BucketHold;
import io.hipaaoperator.api.LegalHoldStatus.DatabaseHold;
import io.hipaaoperator.api.LegalHoldStatus.HeldPlace;
import io.hipaaoperator.api.LegalHoldStatus.HoldState;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.external.ExternalConditions;
import io.hipaaoperator.kube.Announcement;
import io.hipaaoperator.status.DriftHistory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the status out of what was seen. Pure: an unchanged world gives an equal status. */
final class HoldStatus {
  private static final String IN_FORCE = "HoldInForce";

  private HoldStatus() {}

  static LegalHoldStatus of(LegalHold resource) {
    return Objects.requireNonNullElse(resource.getStatus(), LegalHoldStatus.NONE);
  }

  /**
   * The status after a pass.
   *
   * @param before the status so far
   * @param pass what was seen and done
   * @param now when
   */
  static LegalHoldStatus next(
      LegalHoldStatus before, HoldPass pass, DriftHistory history, Instant now) {
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    var conditions = new ExternalConditions(pass.external(), history);
    return new LegalHoldStatus(
        pass.external().generation(),
        summary(pass, conditions),
        conditions.all(List.of(inForce(pass, conditions)), before.conditions(), time),
        pass.plan().map(HoldDocument::hash).orElse(before.digest()),
        pass.databases(),
        pass.buckets(),
        pass.external().children().present(),
        history.line(),
        history.total() == 0 ? null : history.total(),
        history.newest());
  }

  private static String summary(HoldPass pass, ExternalConditions conditions) {
    return switch (pass.inForce()) {
      case Fact.Known<HoldInForce>(HoldInForce it)
          when pass.external().obstacle().isEmpty() && pass.external().lack().isEmpty() ->
          it.words();
      default -> conditions.summary();
    };
  }

  private static Condition inForce(HoldPass pass, ExternalConditions conditions) {
    return switch (pass.inForce()) {
      case Fact.Known<HoldInForce>(HoldInForce it) ->
          conditions.condition(IN_FORCE, it.status(), it.reason(), it.words());
      case Fact.Unreachable<HoldInForce>(String why, _) ->
          conditions.condition(IN_FORCE, "Unknown", "NotDetermined", why);
    };
  }

  /** That a database or bucket has the hold or its release, or has not. */
  static List<Announcement> news(LegalHoldStatus before, HoldPass pass) {
    return pass.places().stream()
        .filter(now -> !state(before, now).equals(Optional.of(now.state())))
        .flatMap(HoldStatus::turned)
        .toList();
  }

  private static Optional<HoldState> state(LegalHoldStatus before, HeldPlace now) {
    return Stream.<HeldPlace>concat(before.databases().stream(), before.buckets().stream())
        .filter(it -> it.getClass() == now.getClass() && it.name().equals(now.name()))
        .map(HeldPlace::state)
        .findFirst();
  }

  static Optional<DatabaseHold> find(LegalHoldStatus status, String database) {
    return status.databases().stream().filter(it -> it.name().equals(database)).findFirst();
  }

  private static Stream<Announcement> turned(HeldPlace now) {
    return switch (now.state()) {
      case Acknowledged -> Stream.of(Announcement.normal("HoldAcknowledged", held(now)));
      case Released -> Stream.of(Announcement.normal("HoldReleased", released(now)));
      case Failed, Unverified ->
          Stream.of(
              Announcement.warning(
                  "Hold" + now.state(), "%s: %s".formatted(now.name(), now.message())));
      case Pending -> Stream.empty();
    };
  }

  private static String held(HeldPlace now) {
    return switch (now) {
      case DatabaseHold it -> "%s has committed %d rows".formatted(it.name(), it.rows());
      case BucketHold it -> "%d versions in %s are held".formatted(it.versions(), it.name());
    };
  }

  private static String released(HeldPlace now) {
    return switch (now) {
      case DatabaseHold it -> it.name() + " has committed the release";
      case BucketHold it -> "released in " + it.name();
    };
  }
}
