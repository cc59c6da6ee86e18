package io.hipaaoperator.retention;

import io.hipaaoperator.api.PhiDatabase;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;

/** Has PhiDatabases watched, for those that name them. Nothing is made of one by itself. */
public final class PhiDatabaseReconciler implements Reconciler<PhiDatabase> {
  @Override
  public UpdateControl<PhiDatabase> reconcile(PhiDatabase database, Context<PhiDatabase> context) {
    return UpdateControl.noUpdate();
  }
}
