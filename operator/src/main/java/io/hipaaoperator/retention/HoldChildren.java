package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.hipaaoperator.api.LegalHoldStatus.DatabaseHold;
import io.hipaaoperator.api.PhiDatabaseSpec;
import io.hipaaoperator.api.PhiDatabaseSpec.Login;
import io.hipaaoperator.api.RetentionPolicySpec.DatabaseReference;
import io.hipaaoperator.retention.RunCronJob.Timing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What lays a hold: one CronJob for each database, and what all of them need. */
final class HoldChildren {
  static final String CONTAINER = "hold";

  private static final long RUN_SECONDS = 600;
  private static final int SUFFIX = 8;

  private HoldChildren() {}

  /**
   * A database in which a hold can be laid.
   *
   * @param name that of the PhiDatabase
   * @param spec how it is reached
   * @param login as whom
   */
  record Place(String name, PhiDatabaseSpec spec, Login login) {}

  /** What a run depends on: its account, plan and network. */
  static List<HasMetadata> conditions(DeclaredHold hold, List<Place> places, HoldDocument plan) {
    RunNames names = names(hold);
    return List.of(
        PurgeChildren.account(hold.child(names.account())),
        PurgeChildren.plan(hold.child(planName(hold)), plan.text()),
        PurgeNetwork.of(
            hold.child(names.network()),
            hold.podLabels(),
            places.stream().map(Place::spec).toList()));
  }

  /**
   * Lays a hold in each database.
   *
   * @param states how it is there so far
   */
  static Stream<HasMetadata> cronJobs(
      DeclaredHold hold,
      List<Place> places,
      List<DatabaseHold> states,
      String image,
      boolean suspended) {
    return places.stream().map(it -> cronJob(hold, it, state(states, it.name()), image, suspended));
  }

  private static DatabaseHold state(List<DatabaseHold> states, String name) {
    return states.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  /**
   * Lays a hold in a database, and looks again whether it is still there.
   *
   * @param state how it is there so far
   */
  static CronJob cronJob(
      DeclaredHold hold, Place place, DatabaseHold state, String image, boolean suspended) {
    RunNames names = names(hold);
    List<Volume> volumes = PurgeVolumes.of(planName(hold), place.login(), place.spec());
    return RunCronJob.of(
        hold.child(cronJobName(hold, place.name())),
        RunCronJob.runs(hold.podLabels(), place.name()),
        new Timing(schedule(state), "Etc/UTC", suspended),
        RUN_SECONDS,
        RunCronJob.pod(
            names.account(),
            RunContainer.of(
                CONTAINER,
                image,
                place.login(),
                arguments(place.spec()),
                List.of(),
                PurgeVolumes.mounts(volumes)),
            volumes));
  }

  private static List<String> arguments(PhiDatabaseSpec database) {
    return Stream.of(
            List.of("hold", "--plan=" + PurgeVolumes.PLAN, "--schema=" + database.schema()),
            RunContainer.database(database),
            List.of("--result-file=" + RunContainer.MESSAGE))
        .flatMap(List::stream)
        .toList();
  }

  /** At once what nobody tried yet, soon what failed, and now and then what is there. */
  private static String schedule(DatabaseHold state) {
    return switch (state.state()) {
      case Pending -> state.message() == null ? "* * * * *" : "*/5 * * * *";
      case Failed -> "*/5 * * * *";
      case Acknowledged, Unverified, Released -> "*/15 * * * *";
    };
  }

  static String cronJobName(DeclaredHold hold, String database) {
    String digest = UUID.nameUUIDFromBytes(database.getBytes(StandardCharsets.UTF_8)).toString();
    return hold.name() + "-hold-" + digest.substring(0, SUFFIX);
  }

  private static String planName(DeclaredHold hold) {
    return hold.name() + "-hold-plan";
  }

  static RunNames names(DeclaredHold hold) {
    return new RunNames(
        hold.name() + "-holder",
        Optional.of(planName(hold)),
        hold.name() + "-hold-network",
        hold.spec().databases().stream()
            .map(DatabaseReference::name)
            .map(database -> cronJobName(hold, database))
            .toList());
  }
}
