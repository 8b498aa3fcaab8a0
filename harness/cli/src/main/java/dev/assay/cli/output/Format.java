package dev.assay.cli.output;

/** The forms an answer can be printed in. */
public enum Format {
  table,
  json,
  jsonl,
  csv
}
