/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.Member;
import io.github.election4j.spi.Transport;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A member in a process of its own, which a test can kill. It ends when its input does. */
final class PeerProcess {

  private PeerProcess() {}

  /** Starts the process; it prints a line when it serves. */
  static Process start(Member self, Member peer) throws IOException {
    String classPath =
        Stream.of(PeerProcess.class, SocketTransport.class, Transport.class)
            .map(PeerProcess::rootOf)
            .distinct()
            .collect(Collectors.joining(File.pathSeparator));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-Xshare:auto",
            "-XX:VMOptionsFile=../build/quick.options",
            "-cp",
            classPath,
            PeerProcess.class.getName(),
            self.id(),
            self.address(),
            peer.id(),
            peer.address())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** The folder or archive that a class comes from, whether or not it is patched into a module. */
  private static String rootOf(Class<?> type) {
    String file = type.getName().replace('.', '/') + ".class";
    String found = type.getResource("/" + file).toString();
    String root = found.substring(0, found.length() - file.length());
    String withoutArchive = root.replaceFirst("^jar:", "").replaceFirst("!/$", "");
    return Path.of(URI.create(withoutArchive)).toString();
  }

  public static void main(String[] words) throws Exception {
    Member peer = Member.of(words[2], words[3]);
    try (Node node = Node.serve(new SocketTransport(), Member.of(words[0], words[1]), 1)) {
      node.transport.peersChanged(List.of(peer));
      System.out.println("serving");
      int end = System.in.read();
      System.exit(end < 0 ? 0 : 1);
    }
  }
}
