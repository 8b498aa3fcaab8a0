package dev.assay.core;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says what went wrong with a file in the words of people: libraries put it into the names of their classes. */
public final class FileTrouble {

  private FileTrouble() {}

  /** Describe what went wrong, naming the file where it is known. */
  public static String of(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "there is no " + missing.getFile();
      case AccessDeniedException denied -> "not permitted: " + denied.getFile();
      case FileAlreadyExistsException there -> there.getFile() + " is in the way";
      case FileSystemException other when other.getReason() != null -> other.getFile() + ": " + other.getReason();
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }
}
