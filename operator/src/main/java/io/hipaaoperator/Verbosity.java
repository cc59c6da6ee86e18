package io.hipaaoperator;

/** How much is logged. */
enum Verbosity {
  error,
  warn,
  info,
  debug
}
