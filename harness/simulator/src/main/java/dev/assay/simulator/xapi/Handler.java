package dev.assay.simulator.xapi;

/** What a message does; returns its wire value, the empty string for void. */
@FunctionalInterface
interface Handler {

  String VOID = "";

  Object handle(Call call);
}
