/** A network inside one JVM, with faults on demand, for tests. */
module io.github.election4j.transport.inmemory {
  requires io.github.election4j;
}
