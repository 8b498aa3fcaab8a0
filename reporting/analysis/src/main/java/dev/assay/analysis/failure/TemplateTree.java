package dev.assay.analysis.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sorts masked messages into templates: first by number of words and first word, then the most similar template of that leaf
 * (Drain; He, Zhu, Zheng and Lyu 2017, with a tree of depth 2).
 *
 * <p>Templates are numbered in the order in which they were found and only ever widen. Which template a message gets depends
 * on those before it, so what was given is to be stored, not reckoned again.
 */
public final class TemplateTree {

  /** Grows when sorting changes. */
  public static final int ALGORITHM = 1;

  private static final double SIMILAR = 0.7;

  private final Map<String, List<Integer>> leaves = new TreeMap<>();
  private final List<Template> templates = new ArrayList<>();

  /** Take up a template found earlier; returns its index here. */
  public int restore(Template template) {
    templates.add(template);
    leaves.computeIfAbsent(leaf(template.tokens()), _ -> new ArrayList<>()).add(templates.size() - 1);
    return templates.size() - 1;
  }

  /** Return the index of the message's template, which widens to fit it or is made for it. */
  public int add(String message) {
    var tokens = tokens(message);
    int best = best(tokens);
    if (best < 0) {
      return restore(new Template(tokens));
    }
    templates.set(best, templates.get(best).with(tokens));
    return best;
  }

  public Template get(int index) {
    return templates.get(index);
  }

  public int size() {
    return templates.size();
  }

  private int best(List<String> tokens) {
    int best = -1;
    double similarity = SIMILAR;
    for (int candidate : leaves.getOrDefault(leaf(tokens), List.of())) {
      double own = templates.get(candidate).similarity(tokens);
      if (own > similarity || own == similarity && best < 0) {
        best = candidate;
        similarity = own;
      }
    }
    return best;
  }

  /** A first word that varies (a mask, a number) sorts nothing: all of those share a leaf. */
  private static String leaf(List<String> tokens) {
    var first = tokens.isEmpty() ? "" : tokens.getFirst();
    return tokens.size() + " " + (first.startsWith("<") || first.chars().anyMatch(Character::isDigit) ? Template.ANY : first);
  }

  private static List<String> tokens(String message) {
    return message.isBlank() ? List.of() : List.of(message.strip().split("\\s+"));
  }
}
