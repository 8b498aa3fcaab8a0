package dev.assay.cli.serve;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a command printed, to be read while it goes on; of very much, the end is kept. */
final class Tail extends OutputStream {

  private static final int MOST = 1 << 20;
  private static final int KEPT = MOST / 2;

  private ByteArrayOutputStream text = new ByteArrayOutputStream();
  private long dropped;

  /** Whole lines, and where the next ones begin. */
  record Piece(String text, long next) {}

  @Override
  public synchronized void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) {
    text.write(bytes, from, length);
    if (text.size() > MOST) {
      var all = text.toByteArray();
      int begin = endOfLine(all, all.length - KEPT, all.length);
      text = new ByteArrayOutputStream();
      text.write(all, begin, all.length - begin);
      dropped += begin;
    }
  }

  /** Read from a place on: whole lines, or all there is once nothing more comes. */
  synchronized Piece from(long place, boolean ended) {
    var all = text.toByteArray();
    int begin = Math.clamp(place - dropped, 0, all.length);
    int end = ended ? all.length : lastLine(all, begin);
    return new Piece(new String(Arrays.copyOfRange(all, begin, end), StandardCharsets.UTF_8), dropped + end);
  }

  private static int endOfLine(byte[] all, int from, int otherwise) {
    for (int i = from; i < all.length; i++) {
      if (all[i] == '\n') {
        return i + 1;
      }
    }
    return otherwise;
  }

  private static int lastLine(byte[] all, int from) {
    for (int i = all.length; i > from; i--) {
      if (all[i - 1] == '\n') {
        return i;
      }
    }
    return from;
  }
}
