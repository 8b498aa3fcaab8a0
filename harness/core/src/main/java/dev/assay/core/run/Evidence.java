package dev.assay.core.run;

/**
 * Something kept to look at after a failure: a log, a server-status report, a console picture.
 *
 * @param name a file name, without folders
 */
public record Evidence(String name, String mediaType, byte[] content) {}
