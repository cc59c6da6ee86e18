package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.hipaaoperator.api.DataKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be done so that each allowed namespace has one data key, and the same for ever. Pure.
 *
 * @param kept those that there are, and what the status has to say of them
 * @param missing namespaces that have none and for which one is to be made
 * @param unallowed namespaces that have one and are not allowed any more
 * @param foreign names of ConfigMaps that stand where one would be and are none of this key
 * @param unlooked why the namespaces could not be looked at; empty where they were
 */
record DataKeyPlan(
    List<DataKey> kept,
    List<String> missing,
    List<String> unallowed,
    List<String> foreign,
    Optional<String> unlooked) {

  /** Ciphertexts that are kept of those that somebody puts in the place of one data key. */
  static final int REPLACED = 10;

  /**
   * The same of all data keys of a resource: whoever may write ConfigMaps can't fill its status.
   */
  static final int ALL_REPLACED = 200;

  DataKeyPlan {
    kept = List.copyOf(kept);
    missing = List.copyOf(missing);
    unallowed = List.copyOf(unallowed);
    foreign = List.copyOf(foreign);
  }

  /** While nothing is known of namespaces what there is stays. */
  static DataKeyPlan unlooked(List<DataKey> known, String why) {
    return new DataKeyPlan(known, List.of(), List.of(), List.of(), Optional.of(why));
  }

  /**
   * The plan.
   *
   * @param known those that the status has
   * @param allowed namespaces that may have one
   * @param standing what stands where one is or would be, by namespace
   */
  static DataKeyPlan of(
      ClusterKey key,
      List<DataKey> known,
      Collection<String> allowed,
      Map<String, ConfigMap> standing) {
    var planning =
        new Planning(key, standing, known.stream().mapToInt(one -> one.replaced().size()).sum());
    known.stream()
        .filter(one -> !key.spec().releases(one.namespace()))
        .forEach(one -> planning.keep(one, allowed));
    if (key.spec().dataKeys().isPresent()) {
      allowed.stream()
          .filter(namespace -> !key.spec().releases(namespace))
          .filter(namespace -> known.stream().noneMatch(one -> one.namespace().equals(namespace)))
          .forEach(planning::begin);
    }
    return planning.plan();
  }

  /** Namespace by namespace. */
  private static final class Planning {
    private final ClusterKey key;
    private final Map<String, ConfigMap> standing;
    private final int replaced;
    private final List<DataKey> kept = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> unallowed = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();

    Planning(ClusterKey key, Map<String, ConfigMap> standing, int replaced) {
      this.key = key;
      this.standing = standing;
      this.replaced = replaced;
    }

    private boolean hasRoom(DataKey one) {
      return one.replaced().size() < REPLACED && replaced < ALL_REPLACED;
    }

    /** What somebody put in its place may be all there is to what was encrypted meanwhile. */
    void keep(DataKey one, Collection<String> allowed) {
      kept.add(
          Optional.ofNullable(standing.get(one.namespace()))
              .filter(there -> DataKeyMap.isMarked(there, key))
              .flatMap(DataKeyMap::ciphertext)
              .filter(other -> !one.keeps(other) && hasRoom(one))
              .map(one::besides)
              .orElse(one));
      if (!allowed.contains(one.namespace())) {
        unallowed.add(one.namespace());
      }
    }

    /** One that is there is that of an EncryptionKey of this name that was deleted. */
    void begin(String namespace) {
      ConfigMap there = standing.get(namespace);
      if (there == null) {
        missing.add(namespace);
      } else {
        DataKeyMap.read(there, key)
            .ifPresentOrElse(
                kept::add, () -> foreign.add(namespace + "/" + DataKeyMap.name(key.name())));
      }
    }

    DataKeyPlan plan() {
      return new DataKeyPlan(kept, missing, unallowed, foreign, Optional.empty());
    }
  }
}
