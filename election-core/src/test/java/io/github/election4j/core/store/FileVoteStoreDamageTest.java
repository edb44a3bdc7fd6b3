/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.VoteRecord;
import io.github.election4j.wire.VoteRecord.Ballot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("FileVoteStore: what a crash or a broken disk can leave behind")
final class FileVoteStoreDamageTest {

  private static final VoteOwner OWNER = new VoteOwner("orders", "a");
  private static final int SECTOR = 512;

  @TempDir private Path directory;

  private final FaultyVoteFile.Faults faults = new FaultyVoteFile.Faults();

  @Test
  @DisplayName("a save that is torn at any byte leaves the record before it")
  void tornAtEachByte() throws Exception {
    saveAll(record(1), record(2));
    byte[] before = Files.readAllBytes(file());
    byte[] slot = new VoteSlot(4, OWNER, Optional.of(record(3))).encode();
    for (int bytes = 0; bytes < slot.length; bytes++) {
      restore(before);
      FileVoteStore store = open();
      faults.tearNextWrite(bytes);
      assertThrows(IOException.class, () -> store.save(record(3)));
      store.close();
      assertEquals(Optional.of(record(2)), loadAnew(), "torn at " + bytes);
    }
  }

  @Test
  @DisplayName(
      "a save of which only some sectors arrived leaves the record before it or is complete")
  void sectorsInAnyOrder() throws Exception {
    VoteRecord large = largeRecord(7);
    saveAll(record(1), largeRecord(2));
    byte[] before = Files.readAllBytes(file());
    byte[] slot = new VoteSlot(4, OWNER, Optional.of(large)).encode();
    Random random = new Random(7);
    for (int round = 0; round < 100; round++) {
      byte[] after = before.clone();
      boolean complete = true;
      for (int sector = 0; sector < slot.length; sector += SECTOR) {
        int length = Math.min(SECTOR, slot.length - sector);
        if (random.nextInt(50) > 0) {
          System.arraycopy(slot, sector, after, sector, length);
        } else {
          complete = false;
        }
      }
      restore(after);
      VoteRecord expected = complete ? large : largeRecord(2);
      assertEquals(Optional.of(expected), loadAnew(), "round " + round + " of seed 7");
    }
  }

  @Test
  @DisplayName("after a torn save the store goes on, and the next tear does no harm either")
  void goesOnAfterTornSave() throws Exception {
    saveAll(record(1));
    for (int term = 2; term < 8; term++) {
      FileVoteStore torn = open();
      faults.tearNextWrite(40);
      long lost = term;
      assertThrows(IOException.class, () -> torn.save(record(lost + 100)));
      torn.close();
      faults.tearWrite(Integer.MAX_VALUE, 0);
      saveAll(record(term));
      assertEquals(Optional.of(record(term)), loadAnew());
    }
  }

  @Test
  @DisplayName("a first save that is torn at any byte leaves a store that nothing was saved in")
  void tornFirstSave() throws Exception {
    saveAll();
    byte[] fresh = Files.readAllBytes(file());
    byte[] slot = new VoteSlot(1, OWNER, Optional.of(record(1))).encode();
    for (int bytes = 0; bytes < slot.length; bytes++) {
      restore(fresh);
      FileVoteStore store = open();
      faults.tearNextWrite(bytes);
      assertThrows(IOException.class, () -> store.save(record(1)));
      store.close();
      assertEquals(Optional.empty(), loadAnew(), "torn at " + bytes);
    }
  }

  @Test
  @DisplayName("a first save that is torn in its second half has happened")
  void tornSecondHalfOfFirstSave() throws Exception {
    FileVoteStore store = open();
    faults.tearWrite(1, 40);
    assertThrows(IOException.class, () -> store.save(record(1)));
    store.close();
    assertEquals(Optional.of(record(1)), loadAnew());
  }

  @Test
  @DisplayName("once a record was saved, no damage to one slot makes the store empty")
  void oneBadSlotIsNeverEmpty() throws Exception {
    saveAll(record(1));
    for (int slot = 0; slot < 2; slot++) {
      byte[] original = Files.readAllBytes(file());
      flip(slot * VoteSlot.SIZE + 20);
      assertEquals(Optional.of(record(1)), loadAnew());
      restore(original);
    }
  }

  @Test
  @DisplayName("a single flipped bit anywhere in a slot is noticed")
  void flippedBits() throws Exception {
    byte[] slot = new VoteSlot(3, OWNER, Optional.of(record(1))).encode();
    for (int bit = 0; bit < 8 * slot.length; bit++) {
      byte[] flipped = slot.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertEquals(Optional.empty(), VoteSlot.decode(flipped), "bit " + bit);
    }
    assertEquals(3, VoteSlot.decode(slot).orElseThrow().sequence());
  }

  @Test
  @DisplayName("both slots damaged: refused, and the message says what to do")
  void bothSlotsBad() throws Exception {
    saveAll(record(1), record(2));
    flip(20);
    flip(VoteSlot.SIZE + 20);
    IOException thrown = assertThrows(IOException.class, this::open);
    assertMessage(thrown, file().toString(), "damaged", "join under a new id");
  }

  @Test
  @DisplayName("an empty, shortened, lengthened or zeroed file is damage, not a new store")
  void wrongSizes() throws Exception {
    saveAll(record(1));
    byte[] original = Files.readAllBytes(file());
    for (int size : new int[] {0, 1, VoteSlot.SIZE, original.length - 1, original.length + 1}) {
      Files.write(file(), Arrays.copyOf(original, size));
      assertMessage(assertThrows(IOException.class, this::open), "damaged", size + " bytes");
    }
    Files.write(file(), new byte[original.length]);
    assertMessage(assertThrows(IOException.class, this::open), "damaged", "neither");
  }

  @Test
  @DisplayName("a slot that a later save should have replaced is damage: a write was lost")
  void lostWrite() throws Exception {
    saveAll(record(1), record(2));
    byte[] older = Files.readAllBytes(file());
    saveAll(record(3), record(4));
    byte[] mixed = Files.readAllBytes(file());
    System.arraycopy(older, 0, mixed, 0, VoteSlot.SIZE);
    restore(mixed);
    assertMessage(assertThrows(IOException.class, this::open), "damaged", "follow each other");
  }

  @Test
  @DisplayName("a slot in the place of the other one is not taken")
  void swappedSlots() throws Exception {
    saveAll(record(1), record(2));
    byte[] bytes = Files.readAllBytes(file());
    ByteBuffer swapped = ByteBuffer.allocate(bytes.length);
    swapped.put(bytes, VoteSlot.SIZE, VoteSlot.SIZE).put(bytes, 0, VoteSlot.SIZE);
    restore(swapped.array());
    assertMessage(assertThrows(IOException.class, this::open), "damaged");
  }

  @Test
  @DisplayName("a record of a newer release is refused as such")
  void newerFormat() throws Exception {
    saveAll(record(1));
    byte[] slot = new VoteSlot(3, OWNER, Optional.of(record(1))).encode();
    slot[8] = 2;
    CRC32C checksum = new CRC32C();
    checksum.update(slot, 8, slot.length - 8);
    ByteBuffer.wrap(slot).putInt(4, (int) checksum.getValue());
    byte[] bytes = Files.readAllBytes(file());
    System.arraycopy(slot, 0, bytes, VoteSlot.SIZE, slot.length);
    restore(bytes);
    assertMessage(assertThrows(IOException.class, this::open), "newer release", "version 2");
  }

  @Test
  @DisplayName("a full disk fails the save, and each later one, and keeps the record before it")
  void fullDisk() throws Exception {
    saveAll(record(1));
    FileVoteStore store = open();
    faults.tearNextWrite(0);
    IOException thrown = assertThrows(IOException.class, () -> store.save(record(2)));
    assertMessage(thrown, file().toString(), "No space left", "may not be durable");
    faults.tearWrite(Integer.MAX_VALUE, 0);
    thrown = assertThrows(IOException.class, () -> store.save(record(3)));
    assertMessage(thrown, "earlier save has failed", "restart");
    assertEquals(Optional.of(record(1)), store.load());
    store.close();
    assertEquals(Optional.of(record(1)), loadAnew());
  }

  @Test
  @DisplayName("a save that could not be forced has failed, whichever record is found later")
  void failedForce() throws Exception {
    saveAll(record(1));
    FileVoteStore store = open();
    faults.failForces();
    assertThrows(IOException.class, () -> store.save(record(2)));
    assertThrows(IOException.class, () -> store.save(record(3)));
    store.close();
    Optional<VoteRecord> found = loadAnew();
    assertTrue(List.of(Optional.of(record(1)), Optional.of(record(2))).contains(found));
  }

  @Test
  @DisplayName("a crash while the file is made leaves nothing, and the next start makes it anew")
  void crashDuringCreation() throws Exception {
    for (int bytes = 0; bytes < VoteSlots.FILE_SIZE; bytes += 50_000) {
      faults.tearNextWrite(bytes);
      assertMessage(assertThrows(IOException.class, this::open), "cannot be made", "No space left");
      assertFalse(Files.exists(file()));
    }
    faults.tearWrite(1, 10);
    assertThrows(IOException.class, this::open);
    faults.tearWrite(Integer.MAX_VALUE, 0);
    assertEquals(Optional.empty(), loadAnew());
    assertFalse(Files.exists(directory.resolve(FileVoteStore.UNFINISHED_FILE_NAME)));
  }

  @Test
  @DisplayName("an open that fails leaves no file open and no lock behind")
  void failedOpenLeavesNothing() throws Exception {
    saveAll(record(1), record(2));
    byte[] original = Files.readAllBytes(file());
    Files.write(file(), new byte[original.length]);
    assertThrows(IOException.class, this::open);
    assertEquals(0, faults.openFiles());
    restore(original);
    assertEquals(Optional.of(record(2)), loadAnew());
    assertEquals(0, faults.openFiles());
  }

  private FileVoteStore open() throws IOException {
    return FileVoteStore.open(directory, OWNER, faults);
  }

  private void saveAll(VoteRecord... records) throws IOException {
    try (FileVoteStore store = open()) {
      for (VoteRecord record : records) {
        store.save(record);
      }
    }
  }

  private Optional<VoteRecord> loadAnew() throws IOException {
    try (FileVoteStore store = FileVoteStore.open(directory, "orders", "a")) {
      return store.load();
    }
  }

  private Path file() {
    return directory.resolve(FileVoteStore.FILE_NAME);
  }

  /** Without truncating it first, which file systems answer with a flush that takes its time. */
  private void restore(byte[] bytes) throws IOException {
    Files.write(file(), bytes, StandardOpenOption.WRITE);
  }

  private void flip(int index) throws IOException {
    byte[] bytes = Files.readAllBytes(file());
    bytes[index] ^= 1;
    restore(bytes);
  }

  private static void assertMessage(IOException thrown, String... parts) {
    for (String part : parts) {
      assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
    }
  }

  private static VoteRecord record(long term) {
    // The last byte differs, so that a slot which lacks it is not complete by chance.
    return new VoteRecord(new Ballot(term, Optional.of("b")), Configuration.NONE, 150, 1, term);
  }

  private static VoteRecord largeRecord(long term) {
    List<ConfigurationMember> members = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      members.add(new ConfigurationMember("m" + i + "-" + term, "10.0.0.1:7400", 1, true, term));
    }
    Configuration configuration = new Configuration(ConfigurationId.FIRST, members);
    return new VoteRecord(new Ballot(term, Optional.of("b")), configuration, 150, 1, 42);
  }
}
