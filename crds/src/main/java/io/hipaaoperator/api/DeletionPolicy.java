package io.hipaaoperator.api;

/** What becomes of something in AWS when its resource is deleted. */
public enum DeletionPolicy {
  /** It stays as it is. */
  Retain,
  /** AWS is told to delete it after a window, within which a person can take that back. */
  ScheduleDeletion
}
