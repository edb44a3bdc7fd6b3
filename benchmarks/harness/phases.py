"""What is done to a cluster, and what is noted of it: each phase gives a list of rows."""

import signal
import time

import machine
from cluster import micros, millis

LOSS_SECONDS = 60


def repeated(once):
    """A phase that does the same so often; what fails is a row too."""

    def phase(cluster, plan):
        rows = []
        for _ in range(plan.repetitions):
            row = {}
            rows.append(row)
            try:
                once(cluster, cluster.calm(plan.calm), row)
            except TimeoutError as failed:
                row['failed'] = str(failed)
        return rows

    return phase


def kill(cluster, old, row):
    cluster.alive.discard(old)
    at = cluster.signal(old, signal.SIGKILL)
    try:
        row.update(cluster.next_leader(at, old, LOSS_SECONDS))
    finally:
        cluster.processes[old].gone()
        cluster.restart(old)


def hang(cluster, old, row):
    """Stops the leader, continues it a second after the next one leads, and sees for how long it goes on saying that it leads."""
    cluster.alive.discard(old)
    at = cluster.signal(old, signal.SIGSTOP)
    try:
        row.update(cluster.next_leader(at, old, LOSS_SECONDS))
        time.sleep(1)
    finally:
        cluster.alive.add(old)
        continued = cluster.signal(old, signal.SIGCONT)
    ended = cluster.wait(lambda: cluster.stepped_down(old, continued), LOSS_SECONDS, 'the old leader never stepped down')
    row['claims_ms'] = millis(ended - continued)
    cluster.calm(1)
    row['disturbed'] = any(event.role == 'LEADER' and event.source == 'getter' and event.member != old and event.at >= continued
                           for event in cluster.events)


def stop(cluster, old, row):
    """The library's own close; then the process ends."""
    cluster.alive.discard(old)
    process = cluster.processes[old]
    try:
        at = cluster.order(old, 'stop')
        row.update(cluster.next_leader(at, old, LOSS_SECONDS))
        ended = cluster.wait(lambda: cluster.marked(at, old, 'end stop'), 30, 'close has not returned')
        row['close_ms'] = millis(ended - at)
    finally:
        process.end()
        cluster.restart(old)


def transfer(cluster, old, row):
    at = cluster.order(old, 'transfer')
    row.update(cluster.next_leader(at, old, LOSS_SECONDS))


def idle(cluster, plan):
    """With nobody asking the getters: what each process and the loopback interface did."""
    leader = cluster.calm(5)
    for process in cluster.processes.values():
        process.say('poll off')
    time.sleep(2)
    pids = {name: process.child.pid for name, process in cluster.processes.items()}
    pids.update({f'zookeeper{number}': server.pid for number, server in enumerate(cluster.servers)})
    before, (bytes_before, packets_before), since = {name: machine.process(pid) for name, pid in pids.items()}, machine.loopback(), micros()
    time.sleep(plan.idle)
    after, (bytes_after, packets_after), until = {name: machine.process(pid) for name, pid in pids.items()}, machine.loopback(), micros()
    seconds = (until - since) / 1e6
    return [dict(
        seconds=round(seconds, 1), leader=leader,
        packets_a_second=round((packets_after - packets_before) / seconds, 1),
        bytes_a_second=round((bytes_after - bytes_before) / seconds),
        processes={name: dict(
            cpu_seconds=round(after[name]['cpu'] - before[name]['cpu'], 2), resident_mib=round(after[name]['resident']),
            threads=after[name]['threads'],
            switches_a_second=round((after[name]['switches'] - before[name]['switches']) / seconds)) for name in pids})]


PHASES = {'idle': idle, 'kill': repeated(kill), 'hang': repeated(hang), 'stop': repeated(stop), 'transfer': repeated(transfer)}
