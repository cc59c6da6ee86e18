package io.hipaaoperator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.CommandLines;
import io.hipaaoperator.chart.Repository;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** {@code docs/metrics-and-events.md} names all that programs may rely on, and nothing else. */
class OperationsPageTest {
  private static final Path PAGE = Repository.file("docs/metrics-and-events.md");
  private static final Pattern DEFAULT =
      Pattern.compile("\\$\\{env:(?<variable>\\w+):-(?<value>.*)}");

  @Test
  void flagsAreThoseOfTheCommand() throws IOException {
    String rows =
        CommandLines.hipaa().getSubcommands().get("operator").getCommandSpec().options().stream()
            .filter(option -> !option.usageHelp() && !option.versionHelp())
            .map(OperationsPageTest::row)
            .collect(Collectors.joining());
    assertBlock("flags", "| flag | variable | default | meaning |\n|---|---|---|---|\n" + rows);
  }

  @Test
  void exitCodesAreThoseOfTheCommands() throws IOException {
    String rows =
        Stream.of(
                "plan",
                "reach",
                "ledger verify",
                "ledger publish",
                "purge",
                "hold",
                "seal",
                "unseal")
            .flatMap(OperationsPageTest::exitCodes)
            .collect(Collectors.joining());
    assertBlock("exit codes", "| command | code | meaning |\n|---|---|---|\n" + rows);
  }

  private static Stream<String> exitCodes(String command) {
    CommandLine asked = CommandLines.hipaa();
    for (String name : command.split(" ")) {
      asked = asked.getSubcommands().get(name);
    }
    return asked.getCommandSpec().usageMessage().exitCodeList().entrySet().stream()
        .map(
            code ->
                "| `hipaa %s` | %s | %s |\n".formatted(command, code.getKey(), code.getValue()));
  }

  /** What the sources write is on the page: the first group of the pattern, as the page has it. */
  @ParameterizedTest
  @CsvSource({
    "metric,        \\(\"(hipaa\\.[a-z.]+)\"",
    "metric's label,       \\.tag\\(\"(\\w+)\"",
    "gauge's label,        Tags\\.of\\(\"(\\w+)\"",
    "condition,     condition\\(\\s*\"(\\w+)\"",
    "reason,        'condition\\(\\s*\"\\w+\",\\s*\"\\w+\",\\s*\"(\\w+)\"'",
    "log key,       addKeyValue\\(\\s*\"(\\w+)\"",
    "HTTP path,     createContext\\(\\s*\"(/\\w+)\"",
  })
  void pageHas(String what, String pattern) {
    var names =
        Pattern.compile(pattern)
            .matcher(Sources.ofTheOperator())
            .results()
            .map(found -> found.group(1).replace('.', '_'))
            .collect(Collectors.toSet());
    assertThat(names).as(what).isNotEmpty().allSatisfy(OperationsPageTest::isOnThePage);
  }

  @Test
  void everyMetricOnThePageIsCounted() {
    String sources = Sources.ofTheOperator().replace('.', '_');
    assertThat(
            Pattern.compile("`(hipaa_\\w+?)(_total|_seconds)?`")
                .matcher(Repository.text("docs/metrics-and-events.md"))
                .results())
        .isNotEmpty()
        .allSatisfy(metric -> assertThat(sources).contains("\"" + metric.group(1) + "\""));
  }

  private static void isOnThePage(String name) {
    assertThat(Repository.text("docs/metrics-and-events.md"))
        .containsPattern("`" + name + "(_total|_seconds)?`");
  }

  private static String row(OptionSpec option) {
    var preset = DEFAULT.matcher(rawDefault(option));
    assertThat(preset.matches()).as("%s has a variable", option.longestName()).isTrue();
    String meaning = String.join(" ", option.description()).replaceAll(" \\[[^\\]]*]$", "");
    return "| `%s` | `%s` | %s | %s |\n"
        .formatted(
            option.longestName(), preset.group("variable"), shown(preset.group("value")), meaning);
  }

  /** As it is declared; the option itself has it with the environment already filled in. */
  private static String rawDefault(OptionSpec option) {
    return ((Field) option.userObject()).getAnnotation(Option.class).defaultValue();
  }

  private static String shown(String value) {
    return value.isEmpty()
        ? ""
        : "`" + value.replace("${env:HOSTNAME:-hipaa-operator}", "$HOSTNAME") + "`";
  }

  private static void assertBlock(String name, String block) throws IOException {
    String page = Repository.text("docs/metrics-and-events.md");
    String begin = "<!-- " + name + ", generated -->\n";
    String before = page.substring(0, page.indexOf(begin) + begin.length());
    String after = page.substring(page.indexOf("<!-- end of " + name + " -->"));
    Repository.assertGenerated(PAGE, before + block + after);
  }
}
