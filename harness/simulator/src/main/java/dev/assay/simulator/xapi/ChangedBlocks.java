package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.simulator.storage.DiskImage;
import dev.assay.xapi.XapiException;
import java.util.Arrays;
import java.util.Base64;

/** Tracking of the blocks that change between snapshots, for backups. */
final class ChangedBlocks {

  private static final int BLOCK = 64 << 10;

  private ChangedBlocks() {}

  static void register(Messages messages) {
    messages
        .work("VDI.enable_cbt", call -> track(call, "enable_cbt", true))
        .work("VDI.disable_cbt", call -> track(call, "disable_cbt", false))
        .work("VDI.data_destroy", ChangedBlocks::destroyData)
        .work("VDI.list_changed_blocks", ChangedBlocks::list);
  }

  private static Object track(Call call, String operation, boolean on) {
    var vdi = call.object(0, "VDI");
    Locks.occupy(call, vdi, operation);
    vdi.set("cbt_enabled", on);
    return Handler.VOID;
  }

  /** Keep of a snapshot only which blocks had changed. */
  private static Object destroyData(Call call) {
    var vdi = call.object(0, "VDI");
    Locks.occupy(call, vdi, "data_destroy");
    var repository = vdi.target("SR").flatMap(call.pool()::repository);
    repository.ifPresent(found -> found.remove(vdi.text("location")));
    vdi.set("type", "cbt_metadata").set("physical_utilisation", 0L).set("managed", true);
    vdi.targets("VBDs").forEach(call.database()::delete);
    return Handler.VOID;
  }

  private static Object list(Call call) {
    var from = call.object(0, "VDI");
    var to = call.object(1, "VDI");
    Locks.occupy(call, to, "list_changed_blocks");
    if (!from.flag("cbt_enabled")) {
      throw noMetadata(from);
    }
    if (!to.flag("cbt_enabled")) {
      throw noMetadata(to);
    }
    return Base64.getEncoder().encodeToString(bitmap(Volumes.of(call.pool(), from).image(), Volumes.of(call.pool(), to).image()));
  }

  private static XapiException noMetadata(Entity vdi) {
    return Refusal.of("VDI_NO_CBT_METADATA", vdi.ref());
  }

  private static byte[] bitmap(DiskImage from, DiskImage to) {
    int blocks = Math.toIntExact((to.size().count() + BLOCK - 1) / BLOCK);
    var bits = new byte[(blocks + 7) / 8];
    for (var image : new DiskImage[] {from, to}) {
      for (var extent : image.extents(BLOCK)) {
        for (long block = extent.offset() / BLOCK; block * BLOCK < extent.offset() + extent.length() && block < blocks; block++) {
          if (differs(from, to, block)) {
            bits[(int) (block / 8)] |= (byte) (0x80 >> (block % 8));
          }
        }
      }
    }
    return bits;
  }

  private static boolean differs(DiskImage from, DiskImage to, long block) {
    return !Arrays.equals(read(from, block), read(to, block));
  }

  private static byte[] read(DiskImage image, long block) {
    long left = image.size().minus(Bytes.of(Math.min(image.size().count(), block * BLOCK))).count();
    return Arrays.copyOf(left == 0 ? new byte[0] : image.read(block * BLOCK, (int) Math.min(BLOCK, left)), BLOCK);
  }
}
