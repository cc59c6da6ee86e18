package io.hipaaoperator.workload;

import java.util.Optional;

/** What the data behind a claim lies on. */
public sealed interface Store {

  /**
   * A volume of AWS EBS.
   *
   * @param id its id, for example vol-0123456789abcdef0
   * @param key ARN of the KMS key that it is encrypted with; empty where it is not encrypted
   */
  record Ebs(String id, Optional<String> key) implements Store {}

  /**
   * A node's own disk, which no key of KMS protects.
   *
   * @param source the kind of volume, for example hostPath
   */
  record Node(String source) implements Store {}

  /**
   * A store whose encryption is not read.
   *
   * @param words what it is, for people
   */
  record Other(String words) implements Store {}
}
