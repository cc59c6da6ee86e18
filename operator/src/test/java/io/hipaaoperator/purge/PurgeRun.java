package io.hipaaoperator.purge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hipaaoperator.CommandLines;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * One run of {@code hipaa purge} as a script sees it.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
record PurgeRun(int code, String out, String err) {

  static PurgeRun of(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        CommandLines.hipaa()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new PurgeRun(code, out.toString(), err.toString());
  }

  String text(String field) {
    return json().path(field).asText();
  }

  long number(String field) {
    return json().path(field).asLong();
  }

  JsonNode json() {
    try {
      return new ObjectMapper().readTree(out);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no line of JSON: " + out + err, e);
    }
  }
}
