package io.hipaaoperator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.chart.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every relative link in the project's pages leads to a file that is there, and to its heading. */
class LinksTest {
  private static final Path ROOT = Repository.file("").normalize();
  private static final Set<String> PASSED_OVER = Set.of("target", ".git", "node_modules");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern INLINE_CODE = Pattern.compile("`[^`\n]*`");
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");
  private static final Pattern HEADING = Pattern.compile("^#+ +(.+)$", Pattern.MULTILINE);
  private static final Pattern CODE =
      Pattern.compile("^```.*?^```", Pattern.MULTILINE | Pattern.DOTALL);

  @TestFactory
  Stream<DynamicTest> everyLinkLeadsSomewhere() throws IOException {
    List<Path> pages = pages();
    assertThat(pages)
        .contains(Repository.file("README.md"), Repository.file("docs/architecture.md"));
    return pages.stream()
        .map(
            page ->
                DynamicTest.dynamicTest(
                    ROOT.relativize(page).toString(), () -> assertThat(dead(page)).isEmpty()));
  }

  /** A page that says which test guards something names one that is there. */
  @Test
  void everyTestNamedIsThere() throws IOException {
    Set<String> there = tests();
    assertThat(TEST.matcher(Repository.text("docs/architecture.md")).results())
        .isNotEmpty()
        .allSatisfy(test -> assertThat(there).contains(test.group(1) + ".java"));
  }

  private static Set<String> tests() throws IOException {
    try (Stream<Path> files =
        Stream.concat(
            Files.walk(Repository.file("crds/src/test")),
            Files.walk(Repository.file("operator/src/test")))) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> isOurs(ROOT.relativize(file)))
          .toList();
    }
  }

  private static boolean isOurs(Path file) {
    return StreamSupport.stream(file.spliterator(), false)
        .noneMatch(part -> PASSED_OVER.contains(part.toString()));
  }

  private static List<String> dead(Path page) {
    return LINK.matcher(INLINE_CODE.matcher(withoutCode(page)).replaceAll(""))
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.contains(":"))
        .filter(link -> !leads(page, link))
        .toList();
  }

  private static boolean leads(Path page, String link) {
    int mark = link.indexOf('#');
    String file = mark < 0 ? link : link.substring(0, mark);
    Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    return Files.exists(target) && (mark < 0 || anchors(target).contains(link.substring(mark + 1)));
  }

  /** As GitHub makes them: lower case, blanks to hyphens, of the rest letters and digits. */
  private static Set<String> anchors(Path page) {
    return HEADING
        .matcher(withoutCode(page))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).strip())
        .map(text -> text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static String withoutCode(Path page) {
    try {
      return CODE.matcher(Files.readString(page)).replaceAll("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
