package dev.assay.site.summary;

/** The cases of one area. */
public record AreaLine(String area, Counts counts) {}
