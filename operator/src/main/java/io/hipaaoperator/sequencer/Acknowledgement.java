package io.hipaaoperator.sequencer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person's word that a database was restored from a backup. Both numbers are those of one
 * restore: after another one to the same backup more is published.
 *
 * @param signed how many entries the database has signed
 * @param published how many entries the newest published checkpoint covers
 */
public record Acknowledgement(long signed, long published) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,12})/([0-9]{1,12})");

  /** As a person writes it, such as {@code 612/905}; empty where it is none. */
  public static Optional<Acknowledgement> parse(String text) {
    return Optional.of(FORM.matcher(text))
        .filter(Matcher::matches)
        .map(it -> new Acknowledgement(Long.parseLong(it.group(1)), Long.parseLong(it.group(2))));
  }

  @Override
  public String toString() {
    return signed + "/" + published;
  }
}
