package io.hipaaoperator.purge;

/**
 * What the rows of a target's first table are like at the start of a run.
 *
 * @param rows all of them, or all of the tenant
 * @param undated that have no date, or an infinite one: they never become due
 * @param due older than the cutoff
 * @param held due, but they or something below them is under legal hold
 */
record Survey(long rows, long undated, long due, long held) {

  long candidates() {
    return due - held;
  }
}
