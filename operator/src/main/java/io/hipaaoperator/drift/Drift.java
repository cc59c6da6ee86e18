package io.hipaaoperator.drift;

import org.jspecify.annotations.Nullable;

/**
 * One difference between what was last applied and what is there.
 *
 * @param kind kind of the object
 * @param name its name
 * @param path the field; the root for a whole object
 * @param type which of the four cases
 * @param expected what was applied, as JSON, shortened, redacted where secret
 * @param found what is there, likewise
 * @param manager field manager that wrote it; null where nobody can be named
 * @param time when it last wrote, RFC 3339; null where nobody can be named
 * @param weakens whether it opens something
 */
public record Drift(
    String kind,
    String name,
    FieldPath path,
    Type type,
    @Nullable String expected,
    @Nullable String found,
    @Nullable String manager,
    @Nullable String time,
    boolean weakens) {

  /** The cases of a deviation; a new spec rolling out is none of them. */
  public enum Type {
    /** Another manager gave the field another value. */
    Changed,
    /** The field is gone. */
    Removed,
    /** A field that nobody declared; server-side apply neither sees nor reverts it. */
    Added,
    /** The whole object is gone. */
    Deleted
  }

  /** The same drift, whenever it happened. */
  public Drift untimed() {
    return new Drift(kind, name, path, type, expected, found, manager, null, weakens);
  }

  /** A whole object that is gone; nobody can be named. */
  public static Drift deleted(String kind, String name, boolean weakens) {
    return new Drift(kind, name, FieldPath.ROOT, Type.Deleted, null, null, null, null, weakens);
  }

  /** The same drift of an object that is called so. */
  public Drift named(String object) {
    return new Drift(kind, object, path, type, expected, found, manager, time, weakens);
  }

  /** The same drift with its rank. */
  public Drift ranked(boolean weakening) {
    return new Drift(kind, name, path, type, expected, found, manager, time, weakening);
  }
}
