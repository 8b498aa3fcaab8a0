package dev.assay.store;

import dev.assay.core.run.Evidence;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Evidence as it is kept: at most {@link #MOST_BYTES} of it, deflated (RFC 1950). */
record KeptEvidence(String name, String mediaType, long fullSize, byte[] deflated) {

  static final int MOST_BYTES = 16 << 20;

  /**
   * Cut what is too large and deflate it; what was cut is said, never silent.
   *
   * <p>Of a text the beginning and the end are kept, with a note between, since a log's end tells most. Of anything else
   * the beginning is kept and a second piece of evidence says so.
   */
  static List<KeptEvidence> of(Evidence evidence) {
    return of(evidence, MOST_BYTES);
  }

  static List<KeptEvidence> of(Evidence evidence, int most) {
    var content = evidence.content();
    if (content.length <= most) {
      return List.of(kept(evidence, content));
    }
    var note = "\n[cut here: " + most + " of " + content.length + " bytes kept]\n";
    if (evidence.mediaType().startsWith("text/")) {
      return List.of(kept(evidence, endsOf(content, most, note)));
    }
    var beside = new Evidence(evidence.name() + ".cut.txt", "text/plain", note.strip().getBytes(StandardCharsets.UTF_8));
    return List.of(kept(evidence, Arrays.copyOf(content, most)), kept(beside, beside.content()));
  }

  static Evidence evidence(String name, String mediaType, byte[] deflated) {
    return new Evidence(name, mediaType, inflate(name, deflated));
  }

  private static KeptEvidence kept(Evidence evidence, byte[] content) {
    return new KeptEvidence(Text.storable(evidence.name()), Text.storable(evidence.mediaType()), evidence.content().length, deflate(content));
  }

  private static byte[] endsOf(byte[] content, int most, String note) {
    var half = most / 2;
    var ends = new ByteArrayOutputStream(most + note.length());
    ends.write(content, 0, half);
    ends.writeBytes(note.getBytes(StandardCharsets.UTF_8));
    ends.write(content, content.length - (most - half), most - half);
    return ends.toByteArray();
  }

  private static byte[] deflate(byte[] content) {
    try (var deflater = new Deflater()) {
      deflater.setInput(content);
      deflater.finish();
      var out = new ByteArrayOutputStream();
      var buffer = new byte[8192];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    }
  }

  private static byte[] inflate(String name, byte[] deflated) {
    try (var inflater = new Inflater()) {
      inflater.setInput(deflated);
      var out = new ByteArrayOutputStream();
      var buffer = new byte[8192];
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && !inflater.finished()) {
          throw new IllegalStateException("reading evidence " + name + ": the stored bytes end too early");
        }
        out.write(buffer, 0, count);
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw new IllegalStateException("reading evidence " + name + ": the stored bytes are damaged", e);
    }
  }
}
