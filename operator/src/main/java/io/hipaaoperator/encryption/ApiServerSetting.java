package io.hipaaoperator.encryption;

import io.hipaaoperator.api.ApiServerEncryption;
import io.hipaaoperator.apiserver.EncryptionLook;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.drift.Setting.Remedy;
import io.hipaaoperator.drift.SettingComparison;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * That the API server encrypts with a key, as something that may drift once it was so: only whoever
 * runs the control plane changes it. Pure.
 *
 * @param declared what is declared of it
 * @param arn ARN of the key
 */
record ApiServerSetting(ApiServerEncryption declared, String arn) {
  private static final FieldPath PATH = FieldPath.ROOT.child("apiServerEncryption");
  private static final Remedy<KeyWrite> REMEDY =
      new Remedy.Person<>("ApiServerEncryption", "whoever runs the control plane has to see to it");

  /** Whether it has drifted; what is not known, and was not so before, is told as a condition. */
  SettingComparison<KeyWrite> compared(EncryptionLook look, Map<String, String> applied) {
    boolean held = digest().equals(applied.get(PATH.toString()));
    return SettingComparison.of(
        "APIServer",
        declared.server(),
        Stream.of(setting(look)).filter(_ -> held || !look.state().isUnknown()).toList(),
        applied);
  }

  private Setting<KeyWrite> setting(EncryptionLook look) {
    return new Setting<>(PATH, digest(), seen(look), REMEDY);
  }

  private Fact<Optional<Deviation>> seen(EncryptionLook look) {
    if (look.state().isUnknown()) {
      return new Fact.Unreachable<>(look.message());
    }
    return new Fact.Known<>(
        look.state() == EncryptionLook.State.Encrypted
            ? Optional.empty()
            : Optional.of(Deviation.changed("encrypted with " + arn, look.message(), true)));
  }

  private String digest() {
    return Setting.digest(
        String.join(
            " ",
            List.of(
                arn,
                declared.server(),
                declared.providerName(),
                String.join(",", declared.encrypted()))));
  }
}
