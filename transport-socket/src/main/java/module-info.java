/** Carries the messages of an election over sockets. */
module io.github.election4j.transport.socket {
  requires io.github.election4j;
}
