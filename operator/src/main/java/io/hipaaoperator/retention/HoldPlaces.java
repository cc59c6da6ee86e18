package io.hipaaoperator.retention;

import io.hipaaoperator.api.PhiDatabaseSpec;
import io.hipaaoperator.api.RetentionPolicySpec.DatabaseReference;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.retention.HoldChildren.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The databases of a hold.
 *
 * @param places those in which it can be laid
 * @param lack why it can't be laid in another; empty where it can be in all
 * @param unread why not all are known; empty where they are
 */
record HoldPlaces(List<Place> places, Optional<Obstacle> lack, Optional<String> unread) {
  HoldPlaces {
    places = List.copyOf(places);
  }

  static HoldPlaces of(DeclaredHold hold, RetentionCluster cluster) {
    List<Place> places = new ArrayList<>();
    Optional<Obstacle> lack = Optional.empty();
    for (DatabaseReference reference : hold.spec().databases()) {
      switch (cluster.database(hold.namespace(), reference.name())) {
        case Fact.Unreachable<Optional<PhiDatabaseSpec>>(String why, _) -> {
          return new HoldPlaces(List.of(), Optional.empty(), Optional.of(why));
        }
        case Fact.Known<Optional<PhiDatabaseSpec>>(Optional<PhiDatabaseSpec> spec) -> {
          Optional<Place> place = spec.flatMap(it -> place(reference.name(), it));
          place.ifPresent(places::add);
          if (place.isEmpty() && lack.isEmpty()) {
            lack = Optional.of(missing(reference.name(), spec.isPresent()));
          }
        }
      }
    }
    return new HoldPlaces(places, lack, Optional.empty());
  }

  /**
   * By which a run says that it was this document in this database; empty where it can't be laid.
   */
  String hash(HoldDocument plan, String database) {
    return places.stream()
        .filter(it -> it.name().equals(database))
        .map(it -> plan.hash(it.spec()))
        .findFirst()
        .orElse("");
  }

  private static Optional<Place> place(String name, PhiDatabaseSpec spec) {
    return Optional.ofNullable(spec.roles().hold())
        .map(role -> new Place(name, spec, role.secretRef()));
  }

  private static Obstacle missing(String name, boolean isThere) {
    return isThere
        ? Obstacle.stalled(
            "HoldRoleMissing",
            "spec.databases: PhiDatabase %s has no spec.roles.hold, by which holds are laid"
                .formatted(name))
        : Obstacle.stalled(
            "DatabaseNotFound",
            "spec.databases: there is no PhiDatabase %s in this namespace".formatted(name));
  }
}
