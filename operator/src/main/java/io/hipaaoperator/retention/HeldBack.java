package io.hipaaoperator.retention;

import io.hipaaoperator.api.LegalHold;
import io.hipaaoperator.api.LegalHoldStatus.HoldState;
import io.hipaaoperator.api.PhiDatabaseSpec;
import io.hipaaoperator.control.Fact;
import java.util.List;
import java.util.Optional;

/**
 * Whether a hold that is declared for a database is not known to be in it: until it is, nothing is
 * purged there. One that can't be laid holds all of the database.
 */
final class HeldBack {
  private HeldBack() {}

  /**
   * Why no purge of a database is begun; empty where one may be.
   *
   * @param there where the database is: what another has committed holds nothing in it
   */
  static Optional<String> of(Fact<List<LegalHold>> holds, String database, PhiDatabaseSpec there) {
    return switch (holds) {
      case Fact.Unreachable<List<LegalHold>>(String why, _) ->
          Optional.of("whether there are legal holds is not known: " + why);
      case Fact.Known<List<LegalHold>>(List<LegalHold> all) ->
          all.stream()
              .filter(hold -> isPending(hold, database, there))
              .map(hold -> hold.getMetadata().getName())
              .sorted()
              .findFirst()
              .map(
                  name ->
                      "LegalHold %s is declared and not acknowledged by the database; nothing is deleted until it is"
                          .formatted(name));
    };
  }

  private static boolean isPending(LegalHold hold, String database, PhiDatabaseSpec there) {
    return !hold.getSpec().isReleased()
        && hold.getSpec().databases().stream().anyMatch(it -> it.name().equals(database))
        && !isCommitted(hold, database, there);
  }

  /** That a run could not look since changes nothing: the purge itself looks at the rows. */
  private static boolean isCommitted(LegalHold hold, String database, PhiDatabaseSpec there) {
    String hash = HoldDocument.of(DeclaredHold.of(hold)).hash(there);
    return HoldStatus.find(HoldStatus.of(hold), database)
        .filter(it -> it.state() == HoldState.Acknowledged || it.state() == HoldState.Unverified)
        .filter(it -> hash.equals(it.digest()))
        .isPresent();
  }
}
