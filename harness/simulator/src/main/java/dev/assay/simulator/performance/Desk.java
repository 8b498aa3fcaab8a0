package dev.assay.simulator.performance;

import java.util.ArrayDeque;

/** Places that are taken in order of asking and given back: the toolstack's workers; one place for xenstored. */
final class Desk {

  private final ArrayDeque<Turn> waiting = new ArrayDeque<>();
  private int free;

  Desk(int places) {
    this.free = places;
  }

  /** Ask for a place; called back at once or when one is free. */
  Turn take(Runnable granted) {
    var turn = new Turn(granted);
    if (free > 0) {
      free--;
      turn.state = State.SERVED;
      granted.run();
    } else {
      waiting.add(turn);
    }
    return turn;
  }

  int waiting() {
    return waiting.size();
  }

  private enum State {
    WAITING,
    SERVED,
    OVER
  }

  /** One who asked. */
  final class Turn {
    private final Runnable granted;
    private State state = State.WAITING;

    private Turn(Runnable granted) {
      this.granted = granted;
    }

    /** Give the place back, or stop waiting for it. */
    void leave() {
      switch (state) {
        case WAITING -> waiting.remove(this);
        case SERVED -> next();
        case OVER -> {
          return;
        }
      }
      state = State.OVER;
    }

    private void next() {
      var turn = waiting.poll();
      if (turn == null) {
        free++;
        return;
      }
      turn.state = State.SERVED;
      turn.granted.run();
    }
  }
}
