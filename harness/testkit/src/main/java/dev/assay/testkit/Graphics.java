package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.xapi.model.HostRef;
import dev.assay.xapi.model.Kind;
import dev.assay.xapi.model.OtherRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A graphics adapter of a host: given whole to one guest, or in parts of a kind to several. */
public final class Graphics {

  private static final Kind<OtherRef> ADAPTER = OtherRef.kindOf("PGPU");
  private static final Kind<OtherRef> TYPE = OtherRef.kindOf("VGPU_type");
  private static final Kind<OtherRef> GIVEN = OtherRef.kindOf("VGPU");

  private final Toolstack toolstack;
  private final OtherRef adapter;

  private Graphics(Toolstack toolstack, OtherRef adapter) {
    this.toolstack = toolstack;
    this.adapter = adapter;
  }

  /** A way to give an adapter. */
  public record Part(String name, OtherRef ref) {

    boolean whole() {
      return name.equals("passthrough");
    }
  }

  /** What a VM was given of an adapter. */
  public record Share(OtherRef ref) {}

  static Graphics of(Toolstack toolstack, HostRef host, String name) {
    return toolstack.session().callForAll(ADAPTER, "host.get_PGPUs", host).stream().findFirst().map(adapter -> new Graphics(toolstack, adapter))
        .orElseThrow(() -> new AssayException.Absent("looking for a graphics adapter of " + name + ": it has none"));
  }

  /** Return the way to pass it through whole. */
  public Part whole() {
    return parts().stream().filter(Part::whole).findFirst()
        .orElseThrow(() -> new AssayException.Product("looking for the way to pass a graphics adapter through: the product lists none"));
  }

  /** List the kinds of virtual adapters that it can be shared as. */
  public List<Part> virtual() {
    var kinds = parts().stream().filter(part -> !part.whole()).toList();
    if (kinds.isEmpty()) {
      throw new AssayException.Absent("looking for virtual adapters of a graphics adapter: it can only be passed through");
    }
    return kinds;
  }

  private List<Part> parts() {
    return toolstack.session().callForAll(TYPE, "PGPU.get_supported_VGPU_types", adapter).stream()
        .map(type -> new Part((String) toolstack.session().call("VGPU_type.get_model_name", type), type))
        .toList();
  }

  /** Return how many more guests can have such a part of it. */
  public long left(Part part) {
    return (long) toolstack.session().call("PGPU.get_remaining_capacity", adapter, part.ref());
  }

  /** Give a VM a part of an adapter of this one's group; it has it when it runs. */
  public Share give(Vm vm, Part part) {
    return toolstack.bench().act("vgpu.create", vm.name(), Map.of("kind", part.name()), () -> new Share(toolstack.session().callFor(GIVEN, "VGPU.create",
        vm.ref(), toolstack.session().callFor(OtherRef.kindOf("GPU_group"), "PGPU.get_GPU_group", adapter), "0", new LinkedHashMap<String, Object>(), part.ref())));
  }

  /** Take it from a VM that does not run. */
  public void take(Share share) {
    toolstack.session().call("VGPU.destroy", share.ref());
  }

  /** Count the guests that have a part of it now. */
  public int users() {
    return toolstack.session().callForAll(GIVEN, "PGPU.get_resident_VGPUs", adapter).size();
  }

  /** Tell whether the product says that the guest has its part now. */
  public boolean isAttached(Share share) {
    return (boolean) toolstack.session().call("VGPU.get_currently_attached", share.ref());
  }
}
