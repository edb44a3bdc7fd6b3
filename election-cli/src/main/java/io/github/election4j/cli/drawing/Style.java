/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

/** The style sheets, for light and dark surroundings. */
final class Style {

  private static final String LIGHT =
      """
      svg { --ink: #1b1f24; --faint: #d5dae0; --paper: #ffffff; --follower: #c3d3e6; --asks: #f6dd8e;
        --candidate: #f2a65a; --inactive: #b7e0bd; --active: #4cae66; --observer: #d9cdea; --gap: #d1242f;
        --lease: #2f81c7; --vote: #8a3ffc; --promise: #57606a; }
      """;

  private static final String DARK =
      """
      @media (prefers-color-scheme: dark) {
        svg { --ink: #e6edf3; --faint: #3a424c; --paper: #11151a; --follower: #3b526e; --asks: #7d6418;
          --candidate: #a8570f; --inactive: #2d5a38; --active: #218041; --observer: #56457a; --gap: #f85149;
          --lease: #58a6ff; --vote: #c59bff; --promise: #9aa4af; }
      }
      """;

  private static final String SHAPES =
      """
      text { fill: var(--ink); font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
      .follower { fill: var(--follower); } .pre-candidate { fill: var(--asks); }
      .candidate { fill: var(--candidate); } .inactive { fill: var(--inactive); }
      .active { fill: var(--active); } .observer { fill: var(--observer); }
      .silent { fill: none; stroke: var(--promise); stroke-dasharray: 3 3; }
      .gap { fill: var(--gap); fill-opacity: 0.13; }
      .lane, .scale { stroke: var(--faint); } .term { stroke: var(--ink); stroke-dasharray: 1 3; }
      .lease { fill: var(--lease); } .rest { fill-opacity: 0.55; }
      .vote { stroke: var(--vote); stroke-width: 1.5; }
      .promise { stroke: var(--promise); stroke-width: 1.2; stroke-dasharray: 3 2; }
      .vote.head { fill: var(--vote); } .promise.head { fill: var(--promise); stroke-dasharray: none; }
      .pin { fill: var(--ink); stroke: var(--paper); } line.pin { stroke: var(--ink); }
      .grave { stroke: var(--gap); stroke-width: 2.5; }
      """;

  private static final String PAGE =
      """
      html { color-scheme: light dark; }
      body { font: 15px/1.45 system-ui, sans-serif; margin: 16px auto; max-width: 1200px; padding: 0 16px; }
      h1 { font-size: 22px; overflow-wrap: anywhere; } p { max-width: 75ch; }
      h2 { font-size: 15px; margin: 26px 0 0; overflow-wrap: anywhere; }
      svg { display: block; max-width: 100%; height: auto; margin: 6px 0 2px; overflow: visible; }
      svg.narrow { display: none; }
      summary { cursor: pointer; } ol { overflow-wrap: anywhere; font-size: 13px; }
      @media (max-width: 700px) { svg.wide { display: none; } svg.narrow { display: block; } }
      @media print { body { margin: 0; } svg { break-inside: avoid; } h2 { break-after: avoid; } * { print-color-adjust: exact; }
        summary { display: none; } }
      """;

  private Style() {}

  /** For a drawing alone. */
  static String ofDrawing() {
    return LIGHT + DARK + SHAPES;
  }

  /** For drawings in a page. */
  static String ofPage() {
    return ofDrawing() + PAGE;
  }
}
