package io.hipaaoperator.audit;

/**
 * Where the names in AWS lie of what belongs to a sink. AWS knows no owner of most of it: what is
 * in the folder under a declared name is ours, and what else is there is left alone.
 *
 * @param sink name of the AuditSink
 */
record Folder(String sink) {
  /** What the names of all sinks begin with. */
  static final String ALL = "hipaa/";

  /** The name of something in it. */
  String name(String leaf) {
    return ALL + sink + "/" + leaf;
  }

  /** What a name is called in its folder. */
  static String leaf(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
