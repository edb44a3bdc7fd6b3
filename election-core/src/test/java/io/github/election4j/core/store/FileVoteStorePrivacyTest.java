/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.election4j.wire.VoteRecord;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("FileVoteStore: other users, links, and what vanishes")
final class FileVoteStorePrivacyTest {

  @TempDir private Path folder;
  private Path state;

  @BeforeEach
  void needsPermissions() {
    assumeTrue(PrivateFiles.isPosix(folder), "this file system keeps no permissions");
    state = folder.resolve("state");
  }

  @Test
  @DisplayName("a directory that was left open, and its files, are closed to other users")
  void tightens() throws Exception {
    save(1);
    setMode(state, "rwxrwxrwx");
    for (Path file : files()) {
      setMode(file, "rw-rw-rw-");
    }
    assertEquals(Optional.of(VoteStoreProcess.record(1)), load());
    assertEquals("rwx------", mode(state));
    for (Path file : files()) {
      assertEquals("rw-------", mode(file), file::toString);
    }
  }

  @Test
  @DisplayName("a directory that holds other things is left alone if only this user may write")
  void sharedForReading() throws Exception {
    Files.createDirectories(state);
    Files.createFile(state.resolve("notes.txt"));
    setMode(state, "rwxr-xr-x");
    save(1);
    assertEquals("rwxr-xr-x", mode(state));
    assertEquals("rw-------", mode(state.resolve("votes")));
  }

  @Test
  @DisplayName("a directory that holds other things is refused if others may write")
  void sharedForWriting() throws Exception {
    Files.createDirectories(state);
    Files.createFile(state.resolve("notes.txt"));
    setMode(state, "rwxrwxrwx");
    assertRefused("rwxrwxrwx", "name a directory below it");
    assertEquals("rwxrwxrwx", mode(state));
    assertFalse(Files.exists(state.resolve("votes")));
  }

  @Test
  @DisplayName(
      "a symbolic link in place of the directory is refused, and what it leads to is named")
  void directoryIsALink() throws Exception {
    save(1);
    Path real = Files.move(state, folder.resolve("real"));
    Files.createSymbolicLink(state, real);
    assertRefused("symbolic link", real.toString());
    Files.delete(state);
    Files.createSymbolicLink(state, folder.resolve("nowhere"));
    assertRefused("symbolic link");
    assertFalse(Files.exists(folder.resolve("nowhere")));
  }

  @Test
  @DisplayName("a symbolic link further up in the path is nobody's business here")
  void linkAbove() throws Exception {
    Path real = Files.createDirectory(folder.resolve("real"));
    state = Files.createSymbolicLink(folder.resolve("link"), real).resolve("state");
    save(1);
    assertEquals(Optional.of(VoteStoreProcess.record(1)), load());
    assertEquals("rwx------", mode(real.resolve("state")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"votes", "votes.new", "lock"})
  @DisplayName("a symbolic link in place of a file is refused, and what it leads to is untouched")
  void fileIsALink(String name) throws Exception {
    save(1);
    Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "precious");
    Files.deleteIfExists(state.resolve(name));
    Files.createSymbolicLink(state.resolve(name), elsewhere);
    assertRefused("symbolic link", name);
    assertEquals("precious", Files.readString(elsewhere));
  }

  @Test
  @DisplayName("a directory or a file of another user is refused, and both users are named")
  void foreign() throws Exception {
    save(1);
    UserPrincipal self = Files.getOwner(state);
    UserPrincipal other = otherUser();
    for (Path path : List.of(state, state.resolve("votes"), state.resolve("lock"))) {
      changeOwner(path, other);
      assertRefused("belongs to user '" + other.getName(), self.getName(), path.toString());
      Files.setOwner(path, self);
    }
    assertEquals(Optional.of(VoteStoreProcess.record(1)), load());
  }

  @Test
  @DisplayName("a record that has vanished beside its lock file is missed, and not made anew")
  void vanished() throws Exception {
    save(1);
    Files.delete(state.resolve("votes"));
    assertRefused("has vanished", "join under a new id");
    assertRefused("has vanished");
    assertFalse(Files.exists(state.resolve("votes")));
  }

  @Test
  @DisplayName("a lock file that a crash left before there were votes does not keep a member out")
  void crashBeforeTheVotes() throws Exception {
    FaultyVoteFile.Faults faults = new FaultyVoteFile.Faults();
    faults.tearNextWrite(10);
    VoteOwner owner = new VoteOwner("orders", "a");
    assertThrows(IOException.class, () -> FileVoteStore.open(state, owner, faults));
    assertTrue(Files.exists(state.resolve("lock")));
    assertEquals(Optional.empty(), load());
    Files.delete(state.resolve("votes"));
    assertRefused("has vanished");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("a record that is deleted while it is in use fails the next save, replaced or not")
  void deletedInUse(boolean replaced) throws Exception {
    try (FileVoteStore store = open()) {
      store.save(VoteStoreProcess.record(1));
      byte[] copy = Files.readAllBytes(state.resolve("votes"));
      Files.delete(state.resolve("votes"));
      if (replaced) {
        Files.write(state.resolve("votes"), copy);
      }
      IOException failed =
          assertThrows(IOException.class, () -> store.save(VoteStoreProcess.record(2)));
      assertTrue(failed.getMessage().contains("deleted or replaced"), failed::getMessage);
    }
  }

  @Test
  @DisplayName("a directory that is deleted while it is in use fails the next save")
  void directoryDeletedInUse() throws Exception {
    try (FileVoteStore store = open()) {
      store.save(VoteStoreProcess.record(1));
      for (Path file : files()) {
        Files.delete(file);
      }
      Files.delete(state);
      assertThrows(IOException.class, () -> store.save(VoteStoreProcess.record(2)));
    }
  }

  private FileVoteStore open() throws IOException {
    return FileVoteStore.open(state, "orders", "a");
  }

  private void save(int term) throws IOException {
    try (FileVoteStore store = open()) {
      store.save(VoteStoreProcess.record(term));
    }
  }

  private Optional<VoteRecord> load() throws IOException {
    try (FileVoteStore store = open()) {
      return store.load();
    }
  }

  private void assertRefused(String... parts) {
    IOException refused = assertThrows(IOException.class, this::open);
    for (String part : parts) {
      assertTrue(refused.getMessage().contains(part), refused::getMessage);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(state)) {
      return files.toList();
    }
  }

  private UserPrincipal otherUser() throws IOException {
    return folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
  }

  private static void changeOwner(Path path, UserPrincipal owner) {
    try {
      Files.setOwner(path, owner);
    } catch (FileSystemException onlyForTheAdministrator) {
      assumeTrue(false, "this user may give no file away");
    } catch (IOException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  private static void setMode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
