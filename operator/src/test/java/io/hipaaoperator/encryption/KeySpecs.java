package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.EncryptionKeySpec;
import java.util.Map;
import java.util.TreeMap;

/** What tests declare of keys, as a manifest does: what is not named is absent. */
public final class KeySpecs {
  private KeySpecs() {}

  /** That of a key of this alias, with more of it as YAML. */
  public static EncryptionKeySpec of(String alias, String more) {
    return Serialization.unmarshal("alias: %s\n%s".formatted(alias, more), EncryptionKeySpec.class);
  }

  /** The same with more of it as values, of which one that is null is absent. */
  static EncryptionKeySpec of(String alias, Map<String, ?> more) {
    Map<String, Object> all = new TreeMap<>(more);
    all.put("alias", alias);
    return Serialization.jsonMapper().convertValue(all, EncryptionKeySpec.class);
  }
}
