package io.hipaaoperator.controls;

import io.hipaaoperator.api.LogClass;
import io.hipaaoperator.audit.DeclaredSink;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.controls.audit.AnomaliesTold;
import io.hipaaoperator.controls.audit.FailedLoginsTold;
import io.hipaaoperator.controls.audit.LogsGoToSink;
import io.hipaaoperator.controls.audit.LogsKept;
import io.hipaaoperator.controls.audit.LogsMasked;
import io.hipaaoperator.controls.audit.LogsReviewed;
import io.hipaaoperator.controls.audit.OperationalRetention;
import io.hipaaoperator.controls.audit.QueriesSaved;
import io.hipaaoperator.controls.audit.ServicesWatched;
import io.hipaaoperator.controls.encryption.ApiServerEncrypts;
import io.hipaaoperator.controls.encryption.KeyRotation;
import io.hipaaoperator.controls.network.AnalyticsApart;
import io.hipaaoperator.controls.network.DatabaseNotPublic;
import io.hipaaoperator.controls.network.PhiApart;
import io.hipaaoperator.controls.retention.HoldsInForce;
import io.hipaaoperator.controls.retention.RetentionAutomated;
import io.hipaaoperator.controls.secrets.SecretsRotated;
import io.hipaaoperator.controls.storage.EncryptedVolumes;
import io.hipaaoperator.encryption.DeclaredKey;
import io.hipaaoperator.retention.DeclaredHold;
import io.hipaaoperator.retention.DeclaredPolicy;
import io.hipaaoperator.workload.Workload;
import java.util.List;

/** Every control there is, by what it judges. */
public final class Catalogue {
  /** Controls on a PhiWorkload, in the order of the checklist. */
  public static final List<Control<Workload>> WORKLOAD =
      List.of(
          EncryptedVolumes.CONTROL,
          LogsGoToSink.CONTROL,
          DatabaseNotPublic.CONTROL,
          PhiApart.CONTROL,
          AnalyticsApart.CONTROL,
          SecretsRotated.CONTROL);

  /** Controls on an EncryptionKey, in the order of the checklist. */
  public static final List<Control<DeclaredKey>> KEY =
      List.of(ApiServerEncrypts.CONTROL, KeyRotation.CONTROL);

  /** Controls on an AuditSink for audit logs, in the order of the checklist. */
  public static final List<Control<DeclaredSink>> AUDIT_SINK =
      List.of(
          LogsKept.CONTROL,
          LogsMasked.CONTROL,
          FailedLoginsTold.CONTROL,
          QueriesSaved.CONTROL,
          AnomaliesTold.CONTROL,
          LogsReviewed.CONTROL);

  /** Controls on an AuditSink for operational logs, in the order of the checklist. */
  public static final List<Control<DeclaredSink>> OPERATIONAL_SINK =
      List.of(OperationalRetention.CONTROL, ServicesWatched.CONTROL);

  /** Controls on a RetentionPolicy. */
  public static final List<Control<DeclaredPolicy>> RETENTION = List.of(RetentionAutomated.CONTROL);

  /** Controls on a LegalHold. */
  public static final List<Control<DeclaredHold>> LEGAL_HOLD = List.of(HoldsInForce.CONTROL);

  private Catalogue() {}

  /** Controls on an AuditSink for logs of this class. */
  public static List<Control<DeclaredSink>> sink(LogClass logs) {
    return switch (logs) {
      case AUDIT -> AUDIT_SINK;
      case OPERATIONAL -> OPERATIONAL_SINK;
    };
  }
}
