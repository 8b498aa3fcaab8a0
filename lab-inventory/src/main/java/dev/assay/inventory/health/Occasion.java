package dev.assay.inventory.health;

/** When a host is looked at: what speaks against it depends on that. */
public enum Occasion {
  /** Nobody has it: it should be as its last holder left it in good order. */
  IDLE,
  /** Nobody has it, and its last installation was cut short: it need not answer, nor show a key that is known. */
  HALF_INSTALLED,
  /** Somebody works there: what runs is no leftover, and who restarts it has it silent for a while. */
  LEASED,
  /** It is about to be installed: what the installation wipes off does not speak against it. */
  BEFORE_INSTALLATION
}
