package io.hipaaoperator.api;

/** What becomes of something in AWS when its resource is deleted. */
public enum DeletionPolicy {
  /** It stays as it is. */
  Retain,
  /** AWS is told to delete it after a window, within which a person can take that back. */
  ScheduleDeletion;

  /** Of the spec of a key: somebody says that they know what is lost with it. */
  static final String ACKNOWLEDGED =
      "!has(self.deletionPolicy) || self.deletionPolicy != 'ScheduleDeletion'"
          + " || has(self.acknowledgeDeletion) && self.acknowledgeDeletion == self.alias";

  static final String ACKNOWLEDGED_MESSAGE =
      "acknowledgeDeletion must repeat alias with deletionPolicy ScheduleDeletion: once AWS has"
          + " deleted the key, nobody can read what it encrypts, nor backups and archives of it";

  /** Of the spec of a key: what somebody else made is never deleted. */
  static final String OF_OWN =
      "!has(self.deletionPolicy) || self.deletionPolicy != 'ScheduleDeletion'"
          + " || !has(self.keyRef)";

  static final String OF_OWN_MESSAGE =
      "deletionPolicy ScheduleDeletion is only for a key that is created, not for one that keyRef"
          + " names: others may use that one";

  /** Of the spec of a key: a window is for what is deleted. */
  static final String WINDOW =
      "!has(self.deletionWindowDays)"
          + " || has(self.deletionPolicy) && self.deletionPolicy == 'ScheduleDeletion'";

  static final String WINDOW_MESSAGE =
      "deletionWindowDays is only for deletionPolicy ScheduleDeletion";
}
