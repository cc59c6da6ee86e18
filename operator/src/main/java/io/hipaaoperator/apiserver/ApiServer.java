package io.hipaaoperator.apiserver;

import io.hipaaoperator.control.Fact;

/** The API server that answers us, which may be one of several. */
public interface ApiServer {

  /** What its metrics say now of how it encrypts. */
  Fact<EncryptionMetrics> metrics();

  /** What its health endpoint says now of its KMS providers. */
  Fact<Providers> providers();

  /** State of the KMS providers of an API server. */
  enum Providers {
    /** It has none. */
    NONE,
    /** All of them answer and can use their keys. */
    WELL,
    /** Some do not. */
    UNWELL
  }
}
