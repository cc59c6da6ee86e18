package io.hipaaoperator.encryption;

/** What is asked of the cluster about who uses keys. */
public interface KeyUse {

  /** Who uses the key of the EncryptionKey of this name. */
  KeyUsers of(String key);
}
