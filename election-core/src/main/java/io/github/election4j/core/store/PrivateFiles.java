/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import io.github.election4j.core.log.Log;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps a state directory to the user that this process runs as. Whoever may read the record knows
 * the identity that peers tell this member by; whoever may write there, or change a link that leads
 * there, can give the member a record that is not its own, and it votes twice.
 */
final class PrivateFiles {

  private static final Set<PosixFilePermission> OWN_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWN_FILE =
      PosixFilePermissions.fromString("rw-------");

  /**
   * Nobody else may rename what is below, and whatever else lies there stays in reach of others.
   */
  private static final Set<PosixFilePermission> PARENT =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private static final String PROBE = "owner";

  private PrivateFiles() {}

  /** Whether the file system knows owners and permissions. */
  static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** Makes a state directory; does not mind if somebody else was faster. */
  static void createDirectory(Path directory) throws IOException {
    createDirectory(directory, OWN_DIRECTORY);
  }

  /** Makes a directory above one; does not mind if somebody else was faster. */
  static void createParent(Path directory) throws IOException {
    createDirectory(directory, PARENT);
  }

  private static void createDirectory(Path directory, Set<PosixFilePermission> permissions)
      throws IOException {
    try {
      Files.createDirectory(directory, attributes(directory, permissions));
    } catch (FileAlreadyExistsException exists) {
      if (!Files.isDirectory(directory)) {
        throw exists;
      }
    }
  }

  /** What a new file in a state directory is made with. */
  static FileAttribute<?>[] ofNewFile(Path file) {
    return attributes(file, OWN_FILE);
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  /**
   * Refuses a state directory that is not this user's alone, and makes it so if it was left open.
   *
   * @param directory exists, or is a link
   * @throws IOException if it, or a file of a member in it, is a symbolic link or belongs to
   *     another user, or if others may write in it and it holds things that are not a member's; the
   *     message says what to do
   */
  static void secure(Path directory) throws IOException {
    requireNoLink("state directory", directory);
    for (String name : StateFiles.ALL) {
      requireNoLink("file", directory.resolve(name));
    }
    if (isPosix(directory)) {
      UserPrincipal self = owner(directory);
      secureDirectory(directory, self);
      for (String name : StateFiles.ALL) {
        secureFile(directory.resolve(name), self);
      }
    }
  }

  private static void requireNoLink(String what, Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      throw new IOException(
          "%s '%s' is a symbolic link to '%s'; expected none, since whoever can change it could give the member another record; name the state directory itself"
              .formatted(what, path, Files.readSymbolicLink(path)));
    }
  }

  /** The user whose files this process makes, as this file system tells users apart. */
  private static UserPrincipal owner(Path directory) throws IOException {
    Path probe = Files.createTempFile(directory, PROBE, null);
    try {
      return Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS);
    } finally {
      Files.delete(probe);
    }
  }

  private static void secureDirectory(Path directory, UserPrincipal self) throws IOException {
    PosixFileAttributes found = read(directory);
    boolean own = found.owner().equals(self);
    if (!own && !isRoot(found.owner())) {
      throw foreign("state directory", directory, found.owner(), self);
    }
    if (own && !found.permissions().equals(OWN_DIRECTORY) && holdsNothingElse(directory)) {
      restrict(directory, OWN_DIRECTORY);
    } else if (mayBeWrittenByOthers(found.permissions(), own)) {
      throw new IOException(
          "state directory '%s' may be written by other users (%s); expected this user's alone; take their permission away, or name a directory below it, which is then made for this user"
              .formatted(directory, PosixFilePermissions.toString(found.permissions())));
    }
  }

  /** The administrator may do everything anyway, and lends directories to groups, as volumes. */
  private static boolean isRoot(UserPrincipal owner) {
    return Set.of("root", "0").contains(owner.getName());
  }

  private static boolean mayBeWrittenByOthers(Set<PosixFilePermission> permissions, boolean own) {
    return permissions.contains(PosixFilePermission.OTHERS_WRITE)
        || (own && permissions.contains(PosixFilePermission.GROUP_WRITE));
  }

  /** So that no permission is taken from a directory that serves other ends as well. */
  private static boolean holdsNothingElse(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .allMatch(name -> StateFiles.ALL.contains(name) || name.startsWith(PROBE));
    }
  }

  private static void secureFile(Path file, UserPrincipal self) throws IOException {
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    PosixFileAttributes found = read(file);
    if (!found.owner().equals(self)) {
      throw foreign("file", file, found.owner(), self);
    }
    if (found.isRegularFile() && !found.permissions().equals(OWN_FILE)) {
      restrict(file, OWN_FILE);
    }
  }

  private static PosixFileAttributes read(Path path) throws IOException {
    return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static void restrict(Path path, Set<PosixFilePermission> permissions) {
    try {
      Files.setPosixFilePermissions(path, permissions);
    } catch (IOException notKept) {
      Log.warning(
          "'%s' may be open to other users: its permissions cannot be set (%s); expected a file system that keeps them"
              .formatted(path, notKept));
    }
  }

  private static IOException foreign(
      String what, Path path, UserPrincipal owner, UserPrincipal self) {
    return new IOException(
        "%s '%s' belongs to user '%s', and this process runs as '%s'; run it as that user, or choose another state directory"
            .formatted(what, path, owner.getName(), self.getName()));
  }
}
