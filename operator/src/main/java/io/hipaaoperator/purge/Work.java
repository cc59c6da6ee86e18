package io.hipaaoperator.purge;

/**
 * A target in a run.
 *
 * @param sql its statements
 * @param survey what there was
 * @param candidates what is to be deleted
 */
record Work(TargetSql sql, Survey survey, Candidates candidates) {}
