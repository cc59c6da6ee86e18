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
   * @param isWhole whether the status has all that were ever made: it knew the key from its making
   * @param allowed namespaces that may have one
   * @param standing what stands where one is or would be, by namespace
   */
  static DataKeyPlan of(
      ClusterKey key,
      List<DataKey> known,
      boolean isWhole,
      Collection<String> allowed,
      Map<String, ConfigMap> standing) {
    int replaced = known.stream().mapToInt(one -> one.replaced().size()).sum();
    var planning = new Planning(key, isWhole, standing, replaced);
    known.forEach(one -> planning.keep(one, allowed));
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
    private final boolean isWhole;
    private final Map<String, ConfigMap> standing;
    private int replaced;
    private final List<DataKey> kept = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> unallowed = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();

    Planning(ClusterKey key, boolean isWhole, Map<String, ConfigMap> standing, int replaced) {
      this.key = key;
      this.isWhole = isWhole;
      this.standing = standing;
      this.replaced = replaced;
    }

    private boolean hasRoom(DataKey one) {
      return one.replaced().size() < REPLACED && replaced < ALL_REPLACED;
    }

    /** Also one that is released: somebody may take that back. */
    void keep(DataKey one, Collection<String> allowed) {
      kept.add(other(one).map(other -> besides(one, other)).orElse(one));
      if (!allowed.contains(one.namespace()) && !key.spec().releases(one.namespace())) {
        unallowed.add(one.namespace());
      }
    }

    /** What somebody put in its place may be all there is to what was encrypted meanwhile. */
    private Optional<String> other(DataKey one) {
      return Optional.ofNullable(standing.get(one.namespace()))
          .filter(there -> DataKeyMap.isMarked(there, key) && DataKeyMap.isBoundAs(there, one))
          .flatMap(DataKeyMap::ciphertext)
          .filter(other -> !one.keeps(other) && hasRoom(one));
    }

    private DataKey besides(DataKey one, String other) {
      replaced++;
      return one.besides(other);
    }

    /**
     * One that is there is that of an EncryptionKey of this name that was deleted; unless nothing
     * came before this one, when somebody else made it.
     */
    void begin(String namespace) {
      ConfigMap there = standing.get(namespace);
      if (there == null) {
        missing.add(namespace);
      } else {
        DataKeyMap.read(there, key)
            .filter(_ -> !isWhole)
            .ifPresentOrElse(
                kept::add, () -> foreign.add(namespace + "/" + DataKeyMap.name(key.name())));
      }
    }

    DataKeyPlan plan() {
      return new DataKeyPlan(kept, missing, unallowed, foreign, Optional.empty());
    }
  }
}
