package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Pooling;
import io.hipaaoperator.postgres.Session;
import io.hipaaoperator.postgres.Sessions;
import io.hipaaoperator.purge.PurgePlan.Limits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The two sessions of a run: one deletes, one keeps what is to be deleted. */
public final class PurgeSessions {
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration HOLD = Duration.ofMinutes(3);
  private static final Duration HOLD_LOCK = Duration.ofSeconds(90);
  private static final String NAME = "hipaa purge";

  /** What a hold changed while its lock was waited for is seen only by a later snapshot. */
  static final String ISOLATION = "read committed";

  private final Sessions sessions;

  /** Sessions for a run. */
  public PurgeSessions(Sessions sessions) {
    this.sessions = sessions;
  }

  /** Looks rows up by their keys, however the planner thinks of its statistics. */
  Session work(Limits limits) {
    Map<String, String> settings = common();
    settings.put("statement_timeout", limits.statement().toMillis() + "ms");
    settings.put("lock_timeout", limits.lock().toMillis() + "ms");
    settings.put("idle_in_transaction_session_timeout", "60s");
    settings.put("default_transaction_isolation", ISOLATION);
    settings.put("plan_cache_mode", "force_custom_plan");
    settings.put("enable_seqscan", "off");
    settings.put("enable_hashjoin", "off");
    settings.put("enable_mergejoin", "off");
    settings.put("synchronous_commit", "on");
    return sessions.open(NAME, limits.statement().plus(ANSWER), settings);
  }

  /** Reads only, and always the same: a snapshot of the beginning. */
  Session scan(Limits limits) {
    Map<String, String> settings = common();
    settings.put("statement_timeout", limits.scan().toMillis() + "ms");
    settings.put("lock_timeout", limits.lock().toMillis() + "ms");
    settings.put("default_transaction_isolation", "repeatable read");
    settings.put("idle_in_transaction_session_timeout", "0");
    settings.put("default_transaction_read_only", "on");
    return sessions.open(NAME + ": candidates", limits.scan().plus(ANSWER), settings);
  }

  /** Lays holds: it waits longer for a lock than a batch of a purge may take, unless told so. */
  Session hold() {
    Map<String, String> settings = common();
    settings.put("statement_timeout", HOLD.toMillis() + "ms");
    settings.put("lock_timeout", HOLD_LOCK.toMillis() + "ms");
    settings.put("idle_in_transaction_session_timeout", "60s");
    settings.put("default_transaction_isolation", ISOLATION);
    settings.put("synchronous_commit", "on");
    return sessions.open("hipaa hold", HOLD.plus(ANSWER), settings);
  }

  private static Map<String, String> common() {
    return new HashMap<>(
        Map.of(
            "search_path", "pg_catalog",
            "row_security", "off",
            "timezone", "UTC",
            "datestyle", "ISO, YMD",
            "standard_conforming_strings", "on",
            "client_encoding", "UTF8",
            "jit", "off"));
  }

  /**
   * What is locked must stay so.
   *
   * @throws PlanError if there is a pooler in transaction mode
   */
  static void refusePooling(Session work, Session scan) {
    if (Pooling.isBetween(work, scan)) {
      throw pooled();
    }
  }

  static PlanError pooled() {
    return new PlanError("host", Pooling.WORDS);
  }
}
