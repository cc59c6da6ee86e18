package io.hipaaoperator.cluster;

import java.time.Duration;
import java.util.List;

/** What {@link FaultyAws} does to a call. */
public sealed interface AwsFault {

  /** AWS answers in this error; the call does nothing. */
  record Refused(int status, String code, String message) implements AwsFault {}

  /** The connection breaks before the call gets there. */
  record Lost() implements AwsFault {}

  /** AWS has done it, and answers in an error all the same. */
  record DoneButRefused(Refused refused) implements AwsFault {}

  /** AWS has done it, and the connection breaks before it can say so. */
  record DoneButLost() implements AwsFault {}

  /** AWS has done it, and takes this long to say so. */
  record Slow(Duration pause) implements AwsFault {}

  /** Too many calls, as KMS and others that speak JSON say it. */
  Refused THROTTLED = new Refused(400, "ThrottlingException", "Rate exceeded");

  /** Something is broken inside of AWS. */
  Refused FAILED = new Refused(500, "InternalFailure", "it is broken");

  /** All that end quickly. */
  List<AwsFault> QUICK =
      List.of(THROTTLED, FAILED, new Lost(), new DoneButRefused(FAILED), new DoneButLost());
}
