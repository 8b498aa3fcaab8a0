package dev.assay.xapi.table;

/** A parameter of a message; those that are not required may be left out from the end. */
public record ApiParameter(String name, ApiType type, boolean required) {}
