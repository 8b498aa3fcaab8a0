package dev.assay.site.pages;

import dev.assay.site.access.Principal;
import dev.assay.site.access.Role;
import java.util.List;
import java.util.Optional;

/**
 * What stands around every page.
 *
 * @param who the visitor; absent before login
 * @param twin the address of the page's {@code .json} twin; blank when it has none
 * @param here the page's own address with its filters
 * @param actions the templates of the paths that can be posted to on this server
 */
public record Shell(
    String title, Optional<Principal> who, String path, String here, String twin, String style, String script, String htmx, String chartScript,
    List<String> actions, Optional<String> notice) {

  /** One entry of the menu. */
  public record Entry(String path, String label, boolean here) {}

  public List<Entry> menu() {
    return List.of(
        entry("/", "Readiness"), entry("/runs", "Runs"), entry("/tests", "Tests"), entry("/kpis", "KPIs"), entry("/compare", "Compare"),
        entry("/scale", "Scale"), entry("/triage", "Triage"), entry("/lab", "Lab"), entry("/audit", "Audit")).stream()
        .filter(entry -> !entry.path().equals("/audit") || may(Role.LAB_ADMIN))
        .toList();
  }

  private Entry entry(String target, String label) {
    return new Entry(target, label, target.equals("/") ? path.equals("/") : path.equals(target) || path.startsWith(target + "/"));
  }

  public boolean may(Role role) {
    return who.filter(known -> known.role().covers(role)).isPresent();
  }

  /** Whether a form for this action can be shown: the server has it, and the visitor is one who may, by a session. */
  public boolean offers(String action, Role role) {
    return actions.contains(action) && may(role) && who.flatMap(Principal::formToken).isPresent();
  }

  public String formToken() {
    return who.flatMap(Principal::formToken).orElse("");
  }
}
