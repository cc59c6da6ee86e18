package io.hipaaoperator.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * How a program ended, and what it said.
 *
 * @param code its exit code
 * @param output what it wrote to standard output
 */
public record Outcome(int code, String output) {

  /** Runs a program to its end, without input. */
  public static Outcome of(ProcessBuilder program) {
    try {
      Process process = program.start();
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      return new Outcome(process.waitFor(), new String(output, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
