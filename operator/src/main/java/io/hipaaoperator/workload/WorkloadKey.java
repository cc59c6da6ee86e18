package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.Namespace;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.external.AllowedNamespaces;
import java.util.Optional;

/** The key that a workload's data is to be encrypted with, as far as it may refer to it. */
public sealed interface WorkloadKey {

  /** None is declared: any key will do. */
  record Any() implements WorkloadKey {}

  /**
   * This one.
   *
   * @param arn its ARN
   */
  record Declared(String arn) implements WorkloadKey {}

  /**
   * One that the workload's namespace may not refer to.
   *
   * @param why for people, with the fields that disagree
   */
  record Forbidden(String why) implements WorkloadKey {}

  /** What an EncryptionKey is to the workloads of a namespace that name it. */
  static Fact<WorkloadKey> of(EncryptionKey named, Namespace namespace) {
    if (!AllowedNamespaces.of(named.getSpec()).contain(namespace)) {
      return new Fact.Known<>(new Forbidden(why(named, namespace)));
    }
    return Optional.ofNullable(named.getStatus())
        .map(EncryptionKeyStatus::arn)
        .<Fact<WorkloadKey>>map(arn -> new Fact.Known<>(new Declared(arn)))
        .orElseGet(() -> none(named.getMetadata().getName()));
  }

  /** There is no such key, yet or any more. */
  static Fact<WorkloadKey> none(String encryptionKey) {
    return new Fact.Unreachable<>("there is no key of EncryptionKey " + encryptionKey + " yet");
  }

  private static String why(EncryptionKey named, Namespace namespace) {
    return "spec.encryption.keyRef: EncryptionKey %s does not let namespace %s refer to it, see its spec.allowedNamespaces"
        .formatted(named.getMetadata().getName(), namespace.getMetadata().getName());
  }
}
