package io.hipaaoperator.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.drift.Comparison.Difference;
import io.hipaaoperator.drift.Ownership.Owner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares children with what is desired, telling a new spec that rolls out from deviations, and
 * these from each other, without asking the API server:
 *
 * <ul>
 *   <li>a field that our last apply still owns holds what we applied: it differs because the
 *       desired state is newer;
 *   <li>a field that a foreign manager owns was changed by it;
 *   <li>a field that nobody owns was removed, unless the desired state is newer and has it new;
 *   <li>a field that only foreign managers own was added.
 * </ul>
 *
 * Which desired state was last applied is kept as a digest in an annotation of the child.
 */
public final class ChildComparison {
  /**
   * Kinds of which the API server fills in no field below {@code spec}: whatever stands there
   * undeclared was put there, even where the record of who did it was wiped or forged.
   */
  private static final Set<String> WITHOUT_DEFAULTS = Set.of("NetworkPolicy");

  private final KubernetesSerialization serialization;
  private final Redaction redaction = new Redaction();

  /** Compares through the JSON form that {@code serialization} gives objects. */
  public ChildComparison(KubernetesSerialization serialization) {
    this.serialization = serialization;
  }

  /**
   * A desired object as it is to be applied: with the digest of itself.
   *
   * @param object the object
   * @param json its JSON form
   */
  public record Stamped(HasMetadata object, JsonNode json) {}

  /** Puts the digest on a desired object, which the caller has just made and nobody shares. */
  public Stamped stamp(HasMetadata desired) {
    ObjectNode json = json(desired);
    String digest = Digest.of(json);
    desired.getMetadata().setAnnotations(new HashMap<>(desired.getMetadata().getAnnotations()));
    desired.getMetadata().getAnnotations().put(Api.APPLIED, digest);
    ((ObjectNode) json.get("metadata")).withObject("/annotations").put(Api.APPLIED, digest);
    return new Stamped(desired, json);
  }

  /** How a live child compares with its desired state. */
  public ChildState compare(Stamped desired, HasMetadata live) {
    return new Comparing(desired, live).state();
  }

  /** Whether what is there has all that was applied, digest included, and nothing else. */
  public boolean isInForce(HasMetadata applied, HasMetadata there) {
    return compare(new Stamped(applied, json(applied)), there).converged();
  }

  private ObjectNode json(HasMetadata object) {
    return serialization.convertValue(object, ObjectNode.class);
  }

  /** One comparison. */
  private final class Comparing {
    private final HasMetadata live;
    private final JsonNode desiredJson;
    private final JsonNode liveJson;
    private final Ownership owners;
    private final boolean rollout;
    private final List<Drift> drifts = new ArrayList<>();
    private final List<FieldPath> outdated = new ArrayList<>();

    Comparing(Stamped desired, HasMetadata live) {
      this.live = live;
      this.desiredJson = desired.json();
      this.liveJson = json(live);
      this.owners = Ownership.of(live, Api.MANAGER);
      this.rollout = !applied(desired.object()).equals(applied(live)) && applied(live).isPresent();
    }

    ChildState state() {
      List<Difference> differences = Comparison.between(desiredJson, liveJson);
      differences.forEach(this::look);
      addForeign(differences.stream().map(Difference::path).collect(Collectors.toSet()));
      if (WITHOUT_DEFAULTS.contains(live.getKind())) {
        addUnowned();
      }
      return new ChildState(drifts, outdated);
    }

    /**
     * What is not declared in a list is a drift of its own; what is left of the list may be none.
     */
    private void look(Difference difference) {
      var added = ListAdditions.in(difference.path(), difference.expected(), difference.found());
      if (!(rollout && owners.ours(difference.path()))) {
        added.paths().forEach(path -> add(path, owners.foreign(difference.path())));
      }
      if (added.paths().isEmpty() || !difference.expected().equals(added.rest())) {
        classify(difference);
      }
    }

    private void classify(Difference difference) {
      FieldPath path = difference.path();
      Optional<Owner> foreign = owners.foreign(path);
      boolean stillOurs = owners.ours(path) || foreign.isEmpty();
      if (rollout && stillOurs) {
        outdated.add(path);
      } else {
        drifts.add(drift(difference, foreign));
      }
    }

    private Drift drift(Difference difference, Optional<Owner> owner) {
      var type =
          difference.found() instanceof MissingNode ? Drift.Type.Removed : Drift.Type.Changed;
      return drift(difference.path(), type, difference.expected(), difference.found(), owner);
    }

    private void addForeign(Set<FieldPath> known) {
      owners.foreignFields().stream()
          .distinct()
          .filter(path -> desiredJson.at(path.pointer()).isMissingNode())
          .filter(path -> known.stream().noneMatch(path::within))
          .forEach(path -> add(path, owners.foreign(path)));
    }

    private void addUnowned() {
      Comparison.undeclared(desiredJson, liveJson).stream()
          .filter(path -> !(rollout && owners.ours(path)))
          .filter(path -> drifts.stream().noneMatch(drift -> drift.path().within(path)))
          .forEach(path -> add(path, Optional.empty()));
    }

    private void add(FieldPath path, Optional<Owner> owner) {
      JsonNode found = liveJson.at(path.pointer());
      if (!found.isMissingNode()) {
        drifts.add(drift(path, Drift.Type.Added, MissingNode.getInstance(), found, owner));
      }
    }

    private Drift drift(
        FieldPath path, Drift.Type type, JsonNode expected, JsonNode found, Optional<Owner> owner) {
      return new Drift(
          live.getKind(),
          live.getMetadata().getName(),
          path,
          type,
          redaction.show(live, path, expected),
          redaction.show(live, path, found),
          owner.map(Owner::manager).orElse(null),
          owner.map(Owner::time).orElse(null),
          false);
    }
  }

  private static Optional<String> applied(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getAnnotations().get(Api.APPLIED));
  }
}
