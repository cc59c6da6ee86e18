package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.Secret;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.external.ExternalTriggers;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.NamedSecrets;
import io.hipaaoperator.kube.RecentWrites;
import io.hipaaoperator.kube.Watched;
import java.util.List;

/**
 * Turns changes of the Secrets that EncryptionKeys have for whoever runs the control plane into
 * looks at them. Without the right to watch one it is looked at with its key all the same.
 */
public final class KeySecretTriggers extends ExternalTriggers<EncryptionKey, EncryptionKeyStatus> {
  private final List<Watched<Secret>> secrets;

  /** Listens to these Secrets. */
  public KeySecretTriggers(Caches caches, NamedSecrets named) {
    super("key-secret-triggers", caches.keys());
    secrets = named.watched();
    secrets.forEach(secret -> listen(secret, new RecentWrites<>()));
  }

  @Override
  public void start() {
    super.start();
    secrets.forEach(Watched::start);
  }

  @Override
  public void stop() {
    secrets.forEach(Watched::close);
    super.stop();
  }
}
