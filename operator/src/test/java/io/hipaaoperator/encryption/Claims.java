package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.external.StatusStore;

/** Where claims are kept, as a type that a proxy can be made of. */
interface Claims extends StatusStore<EncryptionKey, EncryptionKeyStatus> {}
