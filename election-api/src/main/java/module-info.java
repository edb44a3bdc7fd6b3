/** Leader election for the JVM, without dependencies. */
module io.github.election4j {}
