package io.hipaaoperator.aws;

import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Why something failed, in a line that holds no secret. What the SDK says itself holds none, and
 * what Java says of files and connections; of all else only the kind is told, since a header's
 * value or a piece of an answer may stand in it.
 */
final class Reason {
  private static final int LONGEST = 300;

  private Reason() {}

  /** What failed and, at the bottom of it, why. */
  static String of(Throwable failure) {
    String first = words(failure);
    String last = words(root(failure));
    String all = first.contains(last) ? first : first + ": " + last;
    return all.length() <= LONGEST ? all : all.substring(0, LONGEST) + "…";
  }

  private static Throwable root(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure : root(cause);
  }

  private static String words(Throwable failure) {
    String kind = failure.getClass().getSimpleName();
    if (failure instanceof SdkClientException || isOfSetting(failure)) {
      return String.valueOf(failure.getMessage());
    }
    return isOfJava(failure) ? kind + " " + failure.getMessage() : kind;
  }

  /** A setting that is missing is an illegal state to the SDK. */
  private static boolean isOfSetting(Throwable failure) {
    return failure.getClass() == IllegalStateException.class;
  }

  /** Those of libraries quote what they read. */
  private static boolean isOfJava(Throwable failure) {
    return failure instanceof IOException
        && failure.getClass().getPackageName().startsWith("java.");
  }
}
