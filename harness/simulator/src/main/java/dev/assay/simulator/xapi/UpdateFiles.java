package dev.assay.simulator.xapi;

import dev.assay.simulator.storage.DiskImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an uploaded hotfix says of itself. A patch is text of {@code key=value} lines, an update has the same keys as
 * attributes of an {@code <update>} element at the start of its image.
 */
final class UpdateFiles {

  private static final Pattern PAIR = Pattern.compile("([a-z-]+)=\"?([^\"\\n>]+)\"?");

  private UpdateFiles() {}

  /** Make the record of an uploaded patch; its uuid must be new. */
  static Entity patch(Call call, byte[] body) {
    var text = new String(body, StandardCharsets.UTF_8);
    var uuid = value(text, "uuid").orElseThrow(() -> Refusal.of("INVALID_PATCH"));
    if (call.database().byUuid("pool_patch", uuid).isPresent()) {
      throw Refusal.of("PATCH_ALREADY_EXISTS", uuid);
    }
    var patch = call.database().create("pool_patch", uuid).set("name_label", value(text, "name").orElse(uuid));
    patch.set("name_description", value(text, "description").orElse("")).set("version", value(text, "version").orElse(""));
    return patch.set("size", (long) body.length).set("after_apply_guidance", guidance(text));
  }

  static Object introduce(Call call) {
    var vdi = call.object(0, "VDI");
    DiskImage image = Volumes.of(call.pool(), vdi).image();
    var text = new String(image.read(0, (int) Math.min(4096, image.size().count())), StandardCharsets.UTF_8);
    var uuid = Optional.of(text).filter(found -> found.startsWith("<update")).flatMap(found -> value(found, "uuid"))
        .orElseThrow(() -> Refusal.of("INVALID_UPDATE", "The VDI holds no update"));
    var known = call.database().byUuid("pool_update", uuid);
    if (known.isPresent()) {
      if (known.get().target("vdi").isPresent()) {
        throw Refusal.of("UPDATE_ALREADY_EXISTS", uuid);
      }
      return known.get().set("vdi", vdi.ref()).ref();
    }
    var update = call.database().create("pool_update", uuid).set("name_label", value(text, "name").orElse(uuid));
    update.set("version", value(text, "version").orElse("1.0")).set("installation_size", image.size().count());
    update.set("key", value(text, "key").orElse("")).set("enforce_homogeneity", value(text, "enforce-homogeneity").isPresent());
    return update.set("after_apply_guidance", guidance(text)).set("vdi", vdi.ref()).ref();
  }

  private static List<Object> guidance(String text) {
    return value(text, "after-apply-guidance").stream().flatMap(words -> Arrays.stream(words.split("[ ,]+"))).<Object>map(word -> word).toList();
  }

  private static Optional<String> value(String text, String key) {
    return PAIR.matcher(text).results().filter(found -> found.group(1).equals(key)).map(found -> found.group(2).strip()).findFirst();
  }
}
