package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus.User;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.external.ExternalConditions;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.kube.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one pass over the data keys of an EncryptionKey saw and did.
 *
 * @param total how many there are
 * @param made namespaces for which one was made
 * @param unallowed namespaces that have one and are not allowed any more
 * @param foreign names of ConfigMaps that stand where one would be
 * @param lack why one that is declared is not there
 */
record DataKeyPass(
    int total,
    List<String> made,
    List<String> unallowed,
    List<String> foreign,
    Optional<Obstacle> lack) {

  /** A kind of user: no object of Kubernetes, but what is encrypted with a data key. */
  private static final String USER = "DataKey";

  private static final int SHOWN = 20;

  DataKeyPass {
    made = List.copyOf(made);
    unallowed = List.copyOf(unallowed);
    foreign = List.copyOf(foreign);
  }

  /** How it is with them; none where there are none, and none are to be. */
  Optional<Condition> condition(ChildPass children, ExternalConditions conditions) {
    if (lack.isPresent()) {
      String status = lack.get().kind() == Obstacle.Kind.UNKNOWN ? "Unknown" : "False";
      return condition(conditions, status, lack.get().reason(), lack.get().message());
    }
    List<String> others = children.foreign().stream().filter(DataKeyMap::isNameOfOne).toList();
    if (!others.isEmpty()) {
      return condition(
          conditions, "False", "NameConflict", "not of this key, left alone: " + names(others));
    }
    List<Refusal> refusals =
        children.refusals().stream().filter(one -> DataKeyMap.isNameOfOne(one.name())).toList();
    if (!refusals.isEmpty()) {
      return condition(conditions, "False", Refusal.reason(refusals), Refusal.words(refusals));
    }
    if (total == 0) {
      return Optional.empty();
    }
    return unallowed.isEmpty()
        ? condition(conditions, "True", "Kept", counted(total))
        : condition(conditions, "True", "KeptUnallowed", counted(total) + "; " + stays());
  }

  private String stays() {
    return "kept for namespaces that are not allowed any more, since data may need it: "
        + names(unallowed);
  }

  /** The same where nobody looked. */
  static Optional<Condition> unlooked(int total, ExternalConditions conditions) {
    return total == 0
        ? Optional.empty()
        : condition(conditions, "Unknown", "NotDetermined", counted(total) + ", not looked at");
  }

  private static Optional<Condition> condition(
      ExternalConditions conditions, String status, String reason, String message) {
    return Optional.of(conditions.condition("DataKeys", status, reason, message));
  }

  private static String counted(int total) {
    return total == 1 ? "1 data key" : total + " data keys";
  }

  /** The first of some namespaces, and how many more there are. */
  static String names(List<String> namespaces) {
    String first = namespaces.stream().limit(SHOWN).collect(Collectors.joining(", "));
    int more = namespaces.size() - SHOWN;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  /** Whose they are, where there are any that keep a resource from being deleted. */
  static Optional<String> words(EncryptionKey resource) {
    return Optional.of(users(resource).map(User::namespace).toList())
        .filter(namespaces -> !namespaces.isEmpty())
        .map(namespaces -> "it has the data keys of " + names(namespaces));
  }

  /** The data keys that keep a resource from being deleted, since data may need them. */
  static Stream<User> users(EncryptionKey resource) {
    String name = DataKeyMap.name(resource.getMetadata().getName());
    return KeyStatus.of(resource).dataKeys().stream()
        .filter(one -> !resource.getSpec().releases(one.namespace()))
        .map(one -> new User(USER, one.namespace(), name));
  }

  /** The same as ConfigMaps tell of the key of a resource, also where no status has them. */
  static Stream<User> users(EncryptionKey resource, Stream<ConfigMap> maps) {
    String arn = KeyStatus.of(resource).arn();
    return arn == null
        ? Stream.empty()
        : maps.filter(map -> DataKeyMap.isOf(map, arn))
            .map(HasMetadata::getMetadata)
            .filter(map -> !resource.getSpec().releases(map.getNamespace()))
            .map(map -> new User(USER, map.getNamespace(), map.getName()));
  }
}
