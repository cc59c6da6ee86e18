package io.hipaaoperator.controls;

import io.hipaaoperator.control.Control;
import io.hipaaoperator.controls.encryption.KeyRotation;
import io.hipaaoperator.controls.network.AnalyticsApart;
import io.hipaaoperator.controls.network.DatabaseNotPublic;
import io.hipaaoperator.controls.network.PhiApart;
import io.hipaaoperator.controls.storage.EncryptedVolumes;
import io.hipaaoperator.encryption.DeclaredKey;
import io.hipaaoperator.workload.Workload;
import java.util.List;

/** Every control there is, by what it judges. */
public final class Catalogue {
  /** Controls on a PhiWorkload, in the order of the checklist. */
  public static final List<Control<Workload>> WORKLOAD =
      List.of(
          EncryptedVolumes.CONTROL,
          DatabaseNotPublic.CONTROL,
          PhiApart.CONTROL,
          AnalyticsApart.CONTROL);

  /** Controls on an EncryptionKey, in the order of the checklist. */
  public static final List<Control<DeclaredKey>> KEY = List.of(KeyRotation.CONTROL);

  private Catalogue() {}
}
