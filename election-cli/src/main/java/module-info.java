/** The command {@code election}. */
module io.github.election4j.cli {
  requires io.github.election4j;
}
