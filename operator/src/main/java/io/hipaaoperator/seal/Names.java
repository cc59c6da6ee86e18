package io.hipaaoperator.seal;

import io.hipaaoperator.seal.SealError.Reason;
import java.util.regex.Pattern;

/** Names that Kubernetes takes. What a value is bound to must not be ambiguous. */
final class Names {
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final String PART = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final Pattern NAME = Pattern.compile(PART + "(\\." + PART + ")*");
  private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");
  private static final int MOST = 253;

  private Names() {}

  static String namespace(String namespace) {
    return fit(NAMESPACE.matcher(namespace).matches(), namespace, "namespace: no name of one");
  }

  static String name(String name) {
    boolean isName = name.length() <= MOST && NAME.matcher(name).matches();
    return fit(isName, name, "name: not one that a Secret can have");
  }

  /** A key of a Secret. */
  static String key(String key) {
    boolean isKey = KEY.matcher(key).matches() && !key.equals(".") && !key.startsWith("..");
    return fit(isKey, key, "key: not one that a Secret can have (letters, digits, - _ .)");
  }

  private static String fit(boolean isFit, String value, String otherwise) {
    if (!isFit) {
      throw new SealError(Reason.UNSEALABLE, otherwise);
    }
    return value;
  }
}
