package io.hipaaoperator.encryption;

import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.DataKey;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Kms;
import io.hipaaoperator.aws.Kms.Key;
import io.hipaaoperator.aws.Kms.Sealed;
import io.hipaaoperator.encryption.KeyChildren.KeyPlace;
import io.hipaaoperator.external.Obstacle;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes data keys, at most one a namespace that anybody ever uses. AWS keeps nothing of one, so its
 * ciphertext is written to the status first, on condition that nobody else wrote, and to its
 * ConfigMap afterwards: whoever is stopped in between has used nothing, or goes on from there.
 *
 * @param look what there is in AWS
 * @param children what there is in the cluster
 */
record DataKeyMaking(KeyLook look, KeyChildren children) {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** Annotation of a resource: ARN of a key of which no backup has data keys. */
  static final String ACCEPT = Api.GROUP + "/new-data-keys";

  /** As many as the status of a resource has room for. */
  static final int MOST = 500;

  /** The resource as it is after what was written to its status, and what was seen and done. */
  record Kept(EncryptionKey resource, DataKeyPass pass) {}

  /** Looks at those of a resource, and makes what is missing. */
  Kept over(EncryptionKey resource, KeyPass pass, KeyPlace place) {
    DataKeyPlan plan = children.dataKeys(resource, place);
    if (plan.unlooked().isPresent()) {
      return new Kept(
          resource, pass(resource, plan, List.of(), plan.unlooked().map(DataKeyMaking::unlooked)));
    }
    if (look.enforcement(resource) == Enforcement.Observe) {
      return new Kept(resource, pass(resource, plan, List.of(), observing(plan)));
    }
    var made = new Made(new ArrayList<>(), inTheWay(resource, plan, pass, place));
    if (made.lack().isEmpty() && !plan.missing().isEmpty()) {
      made = made(ClusterKey.of(resource, place.arn(), place.region()), plan);
    }
    return written(resource, plan, made);
  }

  /** Looks at those of a resource that is deleted: none is made any more. */
  Optional<DataKeyPass> ending(EncryptionKey resource) {
    EncryptionKeyStatus status = KeyStatus.of(resource);
    if (status.dataKeys().isEmpty() || status.arn() == null || status.region() == null) {
      return Optional.empty();
    }
    var place = new KeyPlace(status.arn(), status.region(), false);
    DataKeyPlan plan = children.dataKeys(resource, place);
    return Optional.of(
        pass(resource, plan, List.of(), plan.unlooked().map(DataKeyMaking::unlooked)));
  }

  /**
   * What was made.
   *
   * @param lack why not all
   */
  private record Made(List<DataKey> keys, Optional<Obstacle> lack) {
    List<String> namespaces() {
      return keys.stream().map(DataKey::namespace).toList();
    }
  }

  private static Obstacle unlooked(String why) {
    return new Obstacle("NotReadable", why, Obstacle.Kind.UNKNOWN, SOON);
  }

  private static Optional<Obstacle> observing(DataKeyPlan plan) {
    return Optional.of(plan.missing())
        .filter(missing -> !missing.isEmpty())
        .map(missing -> Obstacle.observing("Observe makes no data key, for " + names(missing)));
  }

  /** Why none can be made, before AWS is asked for one. */
  private static Optional<Obstacle> inTheWay(
      EncryptionKey resource, DataKeyPlan plan, KeyPass pass, KeyPlace place) {
    if (plan.missing().isEmpty()) {
      return Optional.empty();
    }
    if (!KeyStatus.hasAllDataKeys(resource) && !acceptsNew(resource, place.arn())) {
      return Optional.of(unknown(plan, place.arn()));
    }
    String state = pass.seen().map(seen -> seen.key().state()).orElse("unknown");
    if (!state.equals(Key.ENABLED)) {
      return lack("DataKeyWaits", "the key's state is " + state, plan.missing());
    }
    if (!place.admits()) {
      return lack(
          "DataKeyWaits", "the key's policy was not seen to be as declared", plan.missing());
    }
    return plan.kept().size() + plan.missing().size() > MOST
        ? Optional.of(tooMany(plan))
        : Optional.empty();
  }

  private static boolean acceptsNew(EncryptionKey resource, String arn) {
    return Optional.ofNullable(resource.getMetadata().getAnnotations())
        .filter(all -> arn.equals(all.get(ACCEPT)))
        .isPresent();
  }

  /** After a restore the ConfigMaps may come later than the namespaces. */
  private static Obstacle unknown(DataKeyPlan plan, String arn) {
    return Obstacle.stalled(
        "DataKeysUnknown",
        "the key is older than this resource, and may have a data key in a backup for %s: restore its ConfigMap, or annotate %s=%s"
            .formatted(names(plan.missing()), ACCEPT, arn));
  }

  private static Obstacle tooMany(DataKeyPlan plan) {
    return Obstacle.stalled(
        "TooManyDataKeys",
        "one EncryptionKey has at most %d data keys, and %d namespaces want one: none is made, for %s"
            .formatted(MOST, plan.kept().size() + plan.missing().size(), names(plan.missing())));
  }

  private Made made(ClusterKey key, DataKeyPlan plan) {
    return switch (look.aws().get()) {
      case Answer.Known<Services>(Services services) -> made(key, plan, services.kms());
      case Answer<Services> failed -> new Made(List.of(), lack(failed, plan.missing()));
    };
  }

  /** After a failure AWS is not asked for the next one. */
  private Made made(ClusterKey key, DataKeyPlan plan, Kms kms) {
    List<DataKey> made = new ArrayList<>();
    for (String namespace : plan.missing()) {
      String spec = key.spec().dataKeys().orElseThrow().keySpec().name();
      Answer<Sealed> answer =
          kms.generateDataKey(key.arn(), spec, DataKeyMap.context(key, namespace));
      if (!(answer instanceof Answer.Known<Sealed>(Sealed sealed))) {
        return new Made(
            made, lack(answer, plan.missing().subList(made.size(), plan.missing().size())));
      }
      made.add(dataKey(key, namespace, spec, sealed));
    }
    return new Made(made, Optional.empty());
  }

  private DataKey dataKey(ClusterKey key, String namespace, String spec, Sealed sealed) {
    return new DataKey(
        namespace,
        sealed.base64(),
        spec,
        key.arn(),
        DataKeyMap.contextJson(key, namespace),
        look.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
        List.of());
  }

  /** Nobody is told of a data key that the status does not have. */
  private Kept written(EncryptionKey resource, DataKeyPlan plan, Made made) {
    List<DataKey> next = new ArrayList<>(plan.kept());
    next.addAll(made.keys());
    var before = KeyStatus.of(resource);
    if (next.equals(before.dataKeys())) {
      return new Kept(resource, pass(resource, plan, List.of(), made.lack()));
    }
    return look.claims()
        .write(resource, before.keeping(next))
        .map(now -> new Kept(now, pass(now, plan, made.namespaces(), made.lack())))
        .orElseGet(
            () -> new Kept(resource, pass(resource, plan, List.of(), Optional.of(outrun()))));
  }

  private static DataKeyPass pass(
      EncryptionKey resource, DataKeyPlan plan, List<String> made, Optional<Obstacle> lack) {
    return new DataKeyPass(
        (int) DataKeyPass.users(resource).count(), made, plan.unallowed(), plan.foreign(), lack);
  }

  private static Obstacle outrun() {
    return Obstacle.waiting("Claimed", "another operator was faster", Duration.ofSeconds(1));
  }

  /** AWS made none, or nobody knows of it, which is the same: it keeps nothing. */
  private static Optional<Obstacle> lack(Answer<?> failed, List<String> namespaces) {
    String reason = failed instanceof Answer.Refused<?> ? "DataKeyRefused" : "AwsUnreachable";
    return lack(reason, failed.failure().orElse("failed"), namespaces);
  }

  private static Optional<Obstacle> lack(String reason, String why, List<String> namespaces) {
    return Optional.of(
        Obstacle.waiting(
            reason, "no data key yet for %s: %s".formatted(names(namespaces), why), SOON));
  }

  private static String names(List<String> namespaces) {
    return DataKeyPass.names(namespaces);
  }
}
