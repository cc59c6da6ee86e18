package io.hipaaoperator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;

/** One change to the cluster, decided but not made. */
public sealed interface Write {

  /** The object it is about. */
  HasMetadata object();

  /**
   * Creation of an object that never changes afterwards: where one of its name is, the server
   * refuses, whoever made it.
   *
   * @param object the object
   */
  record Create(HasMetadata object) implements Write {}

  /**
   * Server-side apply of a desired object.
   *
   * @param object the desired object
   * @param live what was looked at; empty for an object that did not exist
   * @param additions RFC 6901 pointers of fields that others added to it, removed first, since
   *     server-side apply would leave them in place
   */
  record Apply(HasMetadata object, Optional<HasMetadata> live, List<String> additions)
      implements Write {
    public Apply {
      additions = List.copyOf(additions);
    }
  }

  /**
   * Removal of fields, whoever set them.
   *
   * @param object the object as it was looked at
   * @param pointers RFC 6901 pointers of the fields
   */
  record Remove(HasMetadata object, List<String> pointers) implements Write {
    public Remove {
      pointers = List.copyOf(pointers);
    }
  }

  /**
   * Replacement of an object whose content can't be changed: it is deleted and made anew.
   *
   * @param object the desired object
   * @param live the object as it was looked at
   */
  record Replace(HasMetadata object, HasMetadata live) implements Write {}

  /**
   * Deletion of a child that is no longer wanted.
   *
   * @param object the live object
   */
  record Delete(HasMetadata object) implements Write {}
}
