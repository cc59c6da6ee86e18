package io.hipaaoperator.postgres;

import java.util.regex.Pattern;

/**
 * The name of a schema, a table or a column as the catalogue has it, so {@code Visits} is not
 * {@code visits}. It reaches SQL only quoted.
 *
 * @param name of one to 63 characters
 */
public record Identifier(String name) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_$ -]{0,62}");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException saying which form it must have
   */
  public Identifier {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "must be a name of at most 63 letters, digits and _ $ - or spaces, not beginning with a digit");
    }
  }

  /** As it stands in SQL. */
  public String sql() {
    return '"' + name + '"';
  }

  @Override
  public String toString() {
    return name;
  }
}
