package dev.assay.site.pages;

/**
 * What an address may say after its question mark.
 *
 * @param type as JSON Schema names it
 */
public record Parameter(String name, String type, boolean required, String description) {

  public static Parameter text(String name, String description) {
    return new Parameter(name, "string", false, description);
  }

  public static Parameter number(String name, String description) {
    return new Parameter(name, "integer", false, description);
  }

  public Parameter needed() {
    return new Parameter(name, type, true, description);
  }
}
