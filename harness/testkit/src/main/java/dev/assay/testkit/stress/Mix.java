package dev.assay.testkit.stress;

import dev.assay.core.time.Chance;
import dev.assay.testkit.nemesis.Nemesis;
import dev.assay.xapi.model.PowerState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Draws operations: of those that the product allows now, rather one that was done seldom; now and then one that it does
 * not allow. Between them guests write, states are kept, and the nemesis strikes.
 */
final class Mix implements Rounds {

  /** From the reference procedure: a state to go back to is kept every 10 operations, a full copy is made every 100. */
  private static final int KEEP_EVERY = 10;
  private static final int COPY_EVERY = 100;

  private static final double WRITES = 0.2;
  private static final double WRITES_BEFORE = 0.7;
  private static final double REVERTS = 0.5;
  private static final double STARTS = 0.5;
  private static final double REFUSED = 0.08;
  private static final double SELDOM_FIRST = 0.7;

  /** Operations whose refusal says something: the product must know the guest's state. */
  private static final List<Word> REFUSABLE = List.of(Word.START, Word.STOP, Word.REBOOT, Word.SUSPEND, Word.RESUME, Word.PAUSE, Word.UNPAUSE);

  /** Operations that a write just before them may not survive. */
  private static final List<Word> RISKY = List.of(
      Word.MIGRATE, Word.MIGRATE_LIVE, Word.SUSPEND, Word.STOP, Word.POWER_OFF, Word.REBOOT, Word.SNAPSHOT, Word.CHECKPOINT);

  private final List<Word> words;
  private final Nemesis nemesis;
  private final int together;
  private final Chance chance;
  private final Map<Word, Integer> drawn = new LinkedHashMap<>();
  /** What guests do next, whatever is drawn. */
  private final Map<Integer, ArrayDeque<Word>> afterwards = new LinkedHashMap<>();
  private int round;

  Mix(List<Word> words, Nemesis nemesis, int together, Chance chance) {
    this.words = List.copyOf(words);
    this.nemesis = nemesis;
    this.together = together;
    this.chance = chance;
  }

  @Override
  public Optional<Round> next(Stage stage) {
    round++;
    var steps = new ArrayList<Step>();
    for (var guest : some(stage.guests())) {
      steps.add(choose(stage, guest));
    }
    nemesis.next(round, stage.hosts().size(), chance).ifPresent(strike -> steps.add(new Step.Strike(strike.fault(), strike.host() + 1)));
    return Optional.of(new Round(steps));
  }

  private List<Guest> some(List<Guest> guests) {
    var left = new ArrayList<>(guests);
    int count = Math.min(left.size(), 1 + chance.below(together));
    return IntStream.range(0, count).mapToObj(i -> left.remove(chance.below(left.size()))).toList();
  }

  private Step choose(Stage stage, Guest guest) {
    var next = afterwards.computeIfAbsent(guest.number(), _ -> new ArrayDeque<>());
    if (next.isEmpty()) {
      var step = draw(stage, guest);
      if (!(step instanceof Step.Operate(var word, _, _, var refused)) || refused) {
        return step;
      }
      next.addAll(story(word, guest.vm().powerState() == PowerState.RUNNING));
    }
    return step(next.poll(), guest, stage);
  }

  /** Some operations say little alone: what is written before, or kept and brought back after, is what they may harm. */
  private List<Word> story(Word word, boolean running) {
    var story = new ArrayList<Word>();
    if (running && RISKY.contains(word) && chance.withProbability(WRITES_BEFORE)) {
      story.add(Word.WRITE);
    }
    story.add(word);
    if (running && words.contains(Word.REVERT) && List.of(Word.SNAPSHOT, Word.CHECKPOINT).contains(word) && chance.withProbability(REVERTS)) {
      story.addAll(List.of(Word.WRITE, Word.REVERT, word == Word.SNAPSHOT ? Word.START : Word.RESUME));
    }
    return story;
  }

  private Step draw(Stage stage, Guest guest) {
    var allowed = guest.vm().allowedOperations();
    if (round % COPY_EVERY == 0 && Conditions.allowed(Word.COPY, allowed) && Conditions.possible(Word.COPY, guest)) {
      return step(Word.COPY, guest, stage);
    }
    if (round % KEEP_EVERY == 0 && Conditions.allowed(Word.SNAPSHOT, allowed)) {
      return step(Word.SNAPSHOT, guest, stage);
    }
    var refusable = REFUSABLE.stream().filter(word -> !Conditions.allowed(word, allowed)).toList();
    if (chance.withProbability(REFUSED) && !refusable.isEmpty()) {
      return new Step.Operate(chance.pick(refusable), guest.number(), 0, true);
    }
    if (words.contains(Word.START) && Conditions.allowed(Word.START, allowed) && chance.withProbability(STARTS)) {
      return step(Word.START, guest, stage);
    }
    if (guest.vm().powerState() == PowerState.RUNNING && chance.withProbability(WRITES)) {
      return step(Word.WRITE, guest, stage);
    }
    var possible = words.stream().filter(word -> Conditions.allowed(word, allowed) && Conditions.possible(word, guest)).toList();
    return step(possible.isEmpty() ? Word.WRITE : draw(possible), guest, stage);
  }

  private Word draw(List<Word> possible) {
    int least = possible.stream().mapToInt(word -> drawn.getOrDefault(word, 0)).min().orElseThrow();
    var seldom = possible.stream().filter(word -> drawn.getOrDefault(word, 0) == least).toList();
    var word = chance.pick(chance.withProbability(SELDOM_FIRST) ? seldom : possible);
    drawn.merge(word, 1, Integer::sum);
    return word;
  }

  private Step step(Word word, Guest guest, Stage stage) {
    return new Step.Operate(word, guest.number(), word.hasDestination() ? 1 + chance.below(stage.hosts().size()) : 0, false);
  }
}
