package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Answer.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists that AWS tells page by page. */
final class Pages {
  private Pages() {}

  /**
   * One page of a list.
   *
   * @param items what is on it
   * @param next the marker of the next page; null on the last
   */
  record Page<T>(List<T> items, @Nullable String next) {}

  /**
   * What is on all pages; a page that leads to itself ends the list. A page that fails is the
   * answer: half a list would look like a whole one.
   */
  static <T> Answer<List<T>> all(Function<@Nullable String, Answer<Page<T>>> read) {
    List<T> all = new ArrayList<>();
    String marker = null;
    while (true) {
      Answer<Page<T>> page = read.apply(marker);
      if (!(page instanceof Known<Page<T>>(Page<T>(List<T> items, String next)))) {
        return page.map(Page::items);
      }
      all.addAll(items);
      if (next == null || next.equals(marker)) {
        return Answer.known(all);
      }
      marker = next;
    }
  }
}
