package io.hipaaoperator.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * A PostgreSQL database that holds PHI: how it is reached, and as whom. Nothing is made of it by
 * itself, so it has no status; who names it says what is wrong with it.
 */
@Group(Api.GROUP)
@Version(Api.VERSION)
@ShortNames("phidb")
@AdditionalPrinterColumn(
    name = "Host",
    jsonPath = ".spec.host",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Database",
    jsonPath = ".spec.database",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public final class PhiDatabase extends CustomResource<PhiDatabaseSpec, Void> implements Namespaced {
  private static final long serialVersionUID = 1L;
}
