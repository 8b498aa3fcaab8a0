package dev.assay.testkit;

import dev.assay.xapi.XapiException;
import dev.assay.xapi.model.PbdFields;
import dev.assay.xapi.model.PbdRef;
import dev.assay.xapi.model.SrFields;
import dev.assay.xapi.model.SrRef;

/** Removes storage repositories that hold no disks any more. */
public record SrRemoval(Toolstack toolstack) {

  /** Detach it everywhere and destroy it; where something hidden is still on its device, it is only forgotten. */
  public void remove(SrRef sr) {
    detach(sr);
    try {
      toolstack.run("SR.destroy", sr);
    } catch (XapiException e) {
      if (!e.code().equals("SR_NOT_EMPTY")) {
        throw e;
      }
      toolstack.run("SR.forget", sr);
    }
  }

  /** Detach it from every host that has it. */
  void detach(SrRef sr) {
    toolstack.session().get(SrFields.PBDS, sr).stream().filter(this::isAttached).forEach(pbd -> toolstack.run("PBD.unplug", pbd));
  }

  private boolean isAttached(PbdRef pbd) {
    return toolstack.session().get(PbdFields.CURRENTLY_ATTACHED, pbd);
  }
}
