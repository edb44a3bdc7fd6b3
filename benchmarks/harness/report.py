"""Tables for people, out of the results of a run; see chart.py for the picture."""

import json
import os

import chart
from building import BENCHMARKS, CHECKOUT
from contestants import CONTESTANTS, OURS

RESULTS = os.path.join(BENCHMARKS, 'results')
PAGE = os.path.join(CHECKOUT, 'module-info-docs', 'benchmarks.md')
BEGIN, END = '<!-- written by benchmarks/run -->\n', '<!-- end of what benchmarks/run wrote -->\n'
PHASES = {'start': 'Cold start', 'kill': '`kill -9`', 'hang': 'SIGSTOP', 'stop': 'Orderly stop', 'transfer': 'Transfer'}
BUSY = 0.1
LOSSES, PARTS = 'results.json', 'parts.json'


def values(results, phase, name, key):
    """All that were measured, in milliseconds."""
    runs = [run for run in results['runs'] if run['contestant'] == name]
    rows = [run['start'] for run in runs] if phase == 'start' else [row for run in runs if run['phase'] == phase for row in run['rows']]
    return sorted(row[key] for row in rows if row.get(key) is not None)


def key_of(phase):
    return 'agreed_ms' if phase == 'start' else 'leader_ms'


def rank(sorted_values, share):
    """The nearest rank."""
    return sorted_values[max(0, -(-len(sorted_values) * share // 100) - 1)]


def median(sorted_values):
    half = len(sorted_values) // 2
    return sorted_values[half] if len(sorted_values) % 2 else (sorted_values[half - 1] + sorted_values[half]) / 2


def number(value):
    return '' if value is None else f'{value:.1f}' if value < 100 else f'{value:,.0f}'


def table(heads, rows):
    numbers = '---:|' * (len(heads) - 1)
    lines = ['| ' + ' | '.join(heads) + ' |', '|---|' + numbers, *('| ' + ' | '.join(row) + ' |' for row in rows)]
    return '\n'.join(lines) + '\n'


def contestants(results):
    return list(results['footprint'])


def losses(results, phase):
    """A table of one kind of loss, ours first; the last columns say how many times as long as ours."""
    own = values(results, phase, OURS[0], key_of(phase))
    rows = []
    for name in contestants(results):
        took = values(results, phase, name, key_of(phase))
        if not took:
            continue
        agreed = values(results, phase, name, 'agreed_ms')
        ratio = f'{median(took) / median(own):.2f}' if own else ''
        rows.append([CONTESTANTS[name].title, str(len(took)), number(median(took)), number(rank(took, 90)), number(took[-1]),
                     number(median(agreed)), ratio, *remarks(results, phase, name)])
    if not rows:
        return ''
    heads = ['', 'n', 'median', '90%', 'maximum', 'all agree', 'of ours', 'failed', *(['claims to lead', 'disturbed'] if phase == 'hang' else [])]
    return f'### {PHASES[phase]}\n\n' + table(heads, rows) + '\n'


def remarks(results, phase, name):
    runs = [run for run in results['runs'] if run['contestant'] == name and phase in ('start', run['phase'])]
    if phase == 'start':
        return [str(sum(not run['start'] for run in runs))]
    rows = [row for run in runs for row in run['rows']]
    failed = str(sum('failed' in row for row in rows) + sum('failed' in run for run in runs))
    if phase != 'hang':
        return [failed]
    claims = values(results, phase, name, 'claims_ms')
    disturbed = [row['disturbed'] for row in rows if 'disturbed' in row]
    return [failed, f'{number(median(claims))} / {number(claims[-1])}' if claims else '', f'{sum(disturbed)} of {len(disturbed)}']


def idle(results):
    rows = []
    for run in results['runs']:
        for row in run['rows'] if run['phase'] == 'idle' else []:
            for name, process in sorted(row['processes'].items()):
                of = ' (leader)' if name == row['leader'] else ' (ZooKeeper)' if name.startswith('z') else ''
                whole = name == 'm0'
                rows.append([CONTESTANTS[run['contestant']].title + of, f'{process["cpu_seconds"]:.2f}', str(process['resident_mib']),
                             str(process['threads']), str(process['switches_a_second']),
                             number(row['packets_a_second']) if whole else '', f'{row["bytes_a_second"]:,}' if whole else ''])
    if not rows:
        return ''
    heads = ['', 'CPU s', 'resident MiB', 'threads', 'switches/s', 'packets/s', 'bytes/s']
    return f'### {results["settings"]["idle_seconds"]} s without a loss\n\n' + table(heads, rows) + '\n'


def footprint(results):
    rows = [[CONTESTANTS[name].title, str(parts['jars']), f'{parts["bytes"] / 1e6:.2f}']
            for name, parts in results['footprint'].items() if name != 'ours-elected' and parts['jars']]
    return '### What a program ships\n\n' + table(['', 'jars', 'MB'], rows) + '\n'


def circumstances(results):
    at, settings, versions = results['machine'], results['settings'], results['versions']
    libraries = ', '.join(f'{CONTESTANTS[name].title} {versions[CONTESTANTS[name].version]}'
                          for name in contestants(results) if CONTESTANTS[name].version)
    busy = [run['neighbours'] for run in results['runs']]
    blocks = sum(share > BUSY for share in busy)
    return (f'{at["processor"]}, {at["cores"]} processors, {at["memory_gib"]} GiB, {at["kernel"]}, JDK {at["java"]}, '
            f'`{" ".join(settings["jvm"][:1])}`. Election4j {versions["election4j.version"]} at {versions["revision"]}, {libraries}. '
            f'Losses of each kind: {settings["repetitions"]}; turns: {settings["turns"]}; calm before each: {settings["calm_seconds"]} s. '
            f'The run took {results.get("minutes", "?")} minutes; others used {max(busy, default=0):.2f} processors at most, '
            f'and more than {BUSY} in {blocks} of {len(busy)} blocks{": take no time from this run" if blocks * 2 > len(busy) else ""}.\n\n')


def line(run):
    """One block, while the run goes on."""
    took = sorted(row['leader_ms'] for row in run['rows'] if row.get('leader_ms') is not None)
    said = f'median {number(median(took))} ms of {len(took)}' if took else ''
    failed = [row['failed'] for row in [run, *run['rows']] if 'failed' in row]
    return f'{run["phase"]:8} {run["contestant"]:13} {said} {"; ".join(failed)} (neighbours {run["neighbours"]})'


def parts(measured):
    """What JMH measured, in its units."""
    rows = []
    for one in measured:
        name = one['benchmark'].rsplit('.', 2)
        metric, garbage = one['primaryMetric'], one['secondaryMetrics'].get('gc.alloc.rate.norm', {})
        rows.append([f'{name[1].removesuffix("Benchmark")}, `{name[2]}`', f'{metric["score"]:,.2f} {metric["scoreUnit"].split("/")[0]}',
                     f'{metric["scoreError"]:.2f}' if isinstance(metric['scoreError'], float) else '', f'{garbage.get("score", 0):,.0f}'])
    return '### Parts\n\n' + table(['', 'each', '±', 'bytes'], rows) + '\n'


def read(folder, name):
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        return None
    with open(path) as file:
        return json.load(file)


def write(folder):
    """Prints the tables, and where the results are the project's, writes them into its page."""
    results, measured = read(folder, LOSSES), read(folder, PARTS)
    text = ''
    if results:
        with open(os.path.join(folder, 'losses.svg'), 'w') as file:
            file.write(chart.svg(results))
        text += circumstances(results) + 'Every single figure is in [results.json](../benchmarks/results/results.json).\n\n'
        text += '![Every loss as a point](../benchmarks/results/losses.svg)\n\n'
        text += ''.join(losses(results, phase) for phase in PHASES) + idle(results) + footprint(results)
    if measured:
        text += parts(measured)
    print(text)
    if folder == RESULTS:
        with open(PAGE) as file:
            before, rest = file.read().split(BEGIN)
        with open(PAGE, 'w') as file:
            file.write(before + BEGIN + '\n' + text + END + rest.split(END)[1])
