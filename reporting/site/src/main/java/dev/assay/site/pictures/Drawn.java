package dev.assay.site.pictures;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws, or goes without: a machine that has no fonts at all cannot draw text, and the tables hold every figure. */
public final class Drawn {

  private static final Logger LOG = LoggerFactory.getLogger(Drawn.class);

  private Drawn() {}

  public static <T> Optional<T> of(Supplier<T> drawing) {
    try {
      return Optional.of(drawing.get());
    } catch (LinkageError | InternalError e) {
      LOG.warn("drawing a picture for the report: {}; the report goes without; install a font package such as fonts-dejavu-core", e.toString());
      return Optional.empty();
    }
  }
}
