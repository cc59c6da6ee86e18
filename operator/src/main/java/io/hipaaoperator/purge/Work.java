package io.hipaaoperator.purge;

/**
 * A target in a run.
 *
 * @param sql its statements
 * @param survey what there was
 * @param candidates what is to be deleted
 * @param most how many records of it this run may take
 */
record Work(TargetSql sql, Survey survey, Candidates candidates, long most) {}
