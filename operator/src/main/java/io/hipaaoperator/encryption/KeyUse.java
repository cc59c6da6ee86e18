package io.hipaaoperator.encryption;

/** What is asked of the cluster about who uses keys. */
public interface KeyUse {

  /** Who uses the key of the EncryptionKey of this name. */
  KeyUsers of(String key);

  /** The same as the server says now: before what can't be undone no cache is believed. */
  KeyUsers now(String key);
}
