"""What the kernel says: of the machine, of a process, of the loopback interface, and of who else is at work. Linux only."""

import os
import time

TICKS = os.sysconf('SC_CLK_TCK')


def described():
    """What a reader has to know of the machine to compare figures; nothing that says whose it is."""
    with open('/proc/cpuinfo') as file:
        models = [line.split(':', 1)[1].strip() for line in file if line.startswith('model name')]
    memory = os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES')
    return dict(processor=models[0] if models else os.uname().machine, cores=len(os.sched_getaffinity(0)),
                memory_gib=round(memory / 2 ** 30, 1), kernel=f'{os.uname().sysname} {os.uname().release}')


def process(pid):
    with open(f'/proc/{pid}/stat') as file:
        fields = file.read().rsplit(')', 1)[1].split()
    with open(f'/proc/{pid}/status') as file:
        status = dict(line.split(':', 1) for line in file)
    return dict(cpu=(int(fields[11]) + int(fields[12])) / TICKS, resident=int(status['VmRSS'].split()[0]) / 1024,
                threads=int(status['Threads']), switches=switches(pid))


def switches(pid):
    """Voluntary ones, of the threads that are there now."""
    total = 0
    for thread in os.listdir(f'/proc/{pid}/task'):
        try:
            with open(f'/proc/{pid}/task/{thread}/status') as file:
                total += sum(int(line.split()[1]) for line in file if line.startswith('voluntary_ctxt'))
        except OSError:
            pass  # it has ended meanwhile
    return total


def loopback():
    """Bytes and packets that have passed: both directions of every connection, once each."""
    with open('/proc/net/dev') as file:
        fields = next(line for line in file if line.strip().startswith('lo:')).split(':')[1].split()
    return int(fields[0]), int(fields[1])


class Neighbours:
    """How many processors others used meanwhile. Ask when all children have been waited for: only then their time counts as ours."""

    def __init__(self):
        self.since = time.monotonic()
        self.busy, self.own = self.times()

    @staticmethod
    def times():
        with open('/proc/stat') as file:
            fields = file.readline().split()
        own = os.times()
        return sum(map(int, fields[1:4])) / TICKS, own.user + own.system + own.children_user + own.children_system

    def processors(self):
        busy, own = self.times()
        return round(max(0.0, (busy - self.busy) - (own - self.own)) / (time.monotonic() - self.since), 2)
