"""A picture of a run: every loss a point, medians as lines, on a logarithmic scale of milliseconds."""

import math
from html import escape

import report
from contestants import CONTESTANTS

WIDTH, LEFT, RIGHT, ROW, HEAD = 900, 200, 70, 20, 30
COLOURS = {'ours': '#0b6e4f', 'ours-elected': '#0b6e4f', 'floor': '#888888'}
OTHERS = '#b3541e'


def svg(results):
    rows = []  # a title of a phase, or a contestant with its values
    for phase, title in report.PHASES.items():
        of_phase = [(name, report.values(results, phase, name, report.key_of(phase))) for name in report.contestants(results)]
        of_phase = [(name, took) for name, took in of_phase if took]
        if of_phase:
            rows += [(title.replace('`', ''), None), *of_phase]
    took = [value for _, some in rows for value in some or []] or [1]
    low, high = math.floor(math.log10(max(min(took), 0.1))), math.ceil(math.log10(max(took)) + 0.01)
    height = HEAD + ROW * len(rows) + ROW

    def across(value):
        share = (math.log10(max(value, 10 ** low)) - low) / (high - low)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="12">',
             f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>']
    for power in range(low, high + 1):
        at = across(10 ** power)
        parts.append(f'<path d="M{at} {HEAD - 8}V{height - ROW}" stroke="#dddddd"/>'
                     f'<text x="{at}" y="{HEAD - 12}" text-anchor="middle" fill="#555555">{10 ** power:g} ms</text>')
    for place, (name, some) in enumerate(rows):
        parts += row(HEAD + ROW * place + ROW / 2, name, some, across)
    return '\n'.join([*parts, '</svg>', ''])


def row(middle, name, took, across):
    if took is None:
        return [f'<text x="8" y="{middle + 4}" font-weight="bold">{escape(name)}</text>']
    colour = COLOURS.get(name, OTHERS)
    median = report.median(took)
    title = escape(CONTESTANTS[name].title.replace('`', ''))
    points = ''.join(f'<circle cx="{across(value)}" cy="{middle}" r="3"/>' for value in took)
    return [f'<text x="20" y="{middle + 4}">{title}</text>', f'<g fill="{colour}" fill-opacity="0.35">{points}</g>',
            f'<path d="M{across(median)} {middle - 7}v14" stroke="{colour}" stroke-width="3"/>',
            f'<text x="{WIDTH - RIGHT + 8}" y="{middle + 4}" fill="{colour}">{report.number(median)} ms</text>']
