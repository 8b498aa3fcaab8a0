package dev.assay.site.pages;

/**
 * A page's content.
 *
 * @param template a file of {@code src/main/jte}
 * @param data what the template shows, and what the page's twin is
 */
public record View(String title, String template, Object data) {}
