package io.hipaaoperator.cli;

/** Exit codes, for scripts and CI. */
public final class Exit {
  /** All is well. */
  public static final int OK = 0;

  /** Something is violated, drifted or opened. */
  public static final int FINDINGS = 1;

  /** The input is wrong: flags, files, manifests. */
  public static final int USAGE = 2;

  /** The cluster could not be asked, so nothing is known. */
  public static final int UNREACHABLE = 3;

  /** Nothing is violated, but something could not be determined. */
  public static final int UNDETERMINED = 4;

  /** No PhiWorkload is there, so nothing was looked at. */
  public static final int NOTHING = 5;

  /** It had begun and failed; what is done stays done. */
  public static final int INCOMPLETE = 6;

  /** The program itself failed, so nothing is known; EX_SOFTWARE of sysexits.h. */
  public static final int BUG = 70;

  private Exit() {}
}
