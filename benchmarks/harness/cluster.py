"""Three members of one contestant, and what they report."""

import collections
import os
import random
import shutil
import signal
import socket
import subprocess
import threading
import time

from contestants import JVM, MEMBERS

Event = collections.namedtuple('Event', 'at member source role leader')
START_SECONDS = 60
SOURCES = ('callback', 'getter')


def micros():
    """Of the monotonic clock, which System.nanoTime reads too."""
    return time.monotonic_ns() // 1000


def millis(microseconds):
    return None if microseconds is None else round(microseconds / 1000, 2)


class Process:
    """A member's JVM; a thread waits for its lines."""

    def __init__(self, cluster, command, log):
        self.cluster = cluster
        self.log = open(log, 'a')
        self.child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, bufsize=0)
        self.began = micros()
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for raw in self.child.stdout:
            line = raw.decode('ascii', 'replace')
            self.log.write(line)
            words = line.split()
            if len(words) == 6 and words[0] == 'EVENT':
                leader = None if words[5] == '-' else words[5]
                self.cluster.add(Event(int(words[1]), words[2], words[3], words[4], leader))
            elif words and words[0] == 'MARK':
                self.cluster.mark(int(words[1]), words[2], ' '.join(words[3:]))

    def say(self, line):
        self.child.stdin.write((line + '\n').encode())

    def end(self):
        if self.child.poll() is None:
            self.child.send_signal(signal.SIGCONT)
            self.child.kill()
        self.gone()

    def gone(self):
        self.child.wait(20)
        self.reader.join(5)
        for file in (self.child.stdin, self.child.stdout, self.log):
            try:
                file.close()
            except OSError:
                pass  # the other end has gone


class Cluster:

    def __init__(self, contestant, java, made, resident):
        self.contestant, self.java, self.made, self.resident = contestant, java, made, resident
        self.changed = threading.Condition()
        self.events, self.marks = [], []
        self.processes, self.servers, self.alive = {}, [], set()
        self.folder = os.path.join(made, 'data')
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(os.path.join(self.folder, 'temporary'))
        base = random.randrange(20000, 29000) // 50 * 50  # below what the kernel gives to clients
        self.ports = [base + 10 * number for number in range(MEMBERS)]

    # What members report.

    def add(self, event):
        with self.changed:
            self.events.append(event)
            self.changed.notify_all()

    def mark(self, at, member, text):
        with self.changed:
            self.marks.append((at, member, text))
            self.changed.notify_all()

    def marked(self, since, member, start):
        return next((at for at, who, text in self.marks if at >= since and who == member and text.startswith(start)), None)

    def wait(self, answer, seconds, what):
        """What the question answers as soon as it answers anything."""
        end = time.monotonic() + seconds
        with self.changed:
            while True:
                answered = answer()
                if answered:
                    return answered
                left = end - time.monotonic()
                if left <= 0:
                    raise TimeoutError(what)
                self.changed.wait(min(left, 0.5))

    def agreement(self, since, others_than=None):
        """When a live member first called itself leader since then, and when all that are alive first named it."""
        said, known, first = {}, {}, None
        for event in sorted(event for event in self.events if event.at >= since and event.member in self.alive):
            said[event.member, event.source] = event.role
            known[event.member, event.source] = event.leader
            if event.member != others_than and event.role == 'LEADER':
                first = first or event.at
            for leader in self.alive - {others_than}:
                leads = any(said.get((leader, source)) == 'LEADER' for source in SOURCES)
                if leads and (not self.contestant.all_know_leader or all(
                        any(known.get((member, source)) == leader for source in SOURCES) for member in self.alive)):
                    return dict(leader=leader, first=first, agreed=event.at)
        return None

    def next_leader(self, since, old, seconds):
        """Waits until all that are alive agree on another leader than the old one, and for the callback of that one."""
        found = self.wait(lambda: self.agreement(since, old), seconds, 'nobody else leads')

        def called():
            return next((event.at for event in sorted(self.events) if event.at >= since and event.member == found['leader']
                         and event.source == 'callback' and event.role == 'LEADER'), None)

        try:
            callback = self.wait(called, 3, 'no callback')
        except TimeoutError:
            callback = None
        return dict(leader_ms=millis(found['first'] - since), callback_ms=millis(callback and callback - since),
                    agreed_ms=millis(found['agreed'] - since))

    def stepped_down(self, member, since):
        return next((event.at for event in sorted(self.events) if event.member == member and event.at >= since
                     and event.source == 'getter' and event.role != 'LEADER'), None)

    def leader(self):
        """Who leads now, if all that are alive last said so."""
        last = {event.member: event for event in self.events if event.source == 'getter'}
        leaders = [member for member in self.alive if member in last and last[member].role == 'LEADER']
        if len(leaders) != 1:
            return None
        if self.contestant.all_know_leader and any(
                member not in last or last[member].leader != leaders[0] for member in self.alive):
            return None
        return leaders[0]

    def calm(self, seconds):
        """The leader, when all have agreed for so long; what chance adds keeps faults off the beat of heartbeats."""
        self.wait(self.leader, START_SECONDS, 'no agreement')
        time.sleep(seconds + random.random() * 0.3)
        return self.wait(self.leader, START_SECONDS, 'no agreement')

    # Processes.

    def class_path(self):
        module = f'{self.made}/members/{self.contestant.module}'
        return f'{module}/build/classes:{module}/beside/*:{module}/closure/*'

    def spawn(self, number):
        name = f'm{number}'
        command = [self.java, *JVM, *self.contestant.jvm, f'-Djava.io.tmpdir={self.folder}/temporary', '-cp', self.class_path(),
                   f'benchmarks.{self.contestant.main}', '--number', str(number), '--ports', ','.join(map(str, self.ports)),
                   '--data', f'{self.folder}/{name}', *self.contestant.args]
        if self.contestant.zookeeper:
            command += ['--zookeeper', ','.join(f'127.0.0.1:{port + 1}' for port in self.ports)]
        if self.contestant.resident:
            command += ['--resident', str(self.resident)]
        self.processes[name] = Process(self, command, f'{self.folder}/{name}.log')
        self.alive.add(name)
        return self.processes[name]

    def spawn_servers(self):
        """ZooKeeper with a tick that allows a session as short as the others' election timeout."""
        for number, port in enumerate(self.ports):
            folder = f'{self.folder}/zookeeper{number}'
            os.makedirs(folder)
            with open(f'{folder}/myid', 'w') as file:
                file.write(str(number + 1))
            with open(f'{folder}/zoo.cfg', 'w') as file:
                file.write(f'tickTime=50\ninitLimit=200\nsyncLimit=100\ndataDir={folder}\nclientPort={port + 1}\n'
                           'clientPortAddress=127.0.0.1\nadmin.enableServer=false\n')
                for other, its in enumerate(self.ports):
                    file.write(f'server.{other + 1}=127.0.0.1:{its + 2}:{its + 3}\n')
            with open(f'{folder}/log', 'w') as log:
                self.servers.append(subprocess.Popen(
                    [self.java, *JVM, '-cp', self.class_path(), 'org.apache.zookeeper.server.quorum.QuorumPeerMain',
                     f'{folder}/zoo.cfg'], stdin=subprocess.DEVNULL, stdout=log, stderr=log))
        end = time.monotonic() + START_SECONDS
        while not all(self.serves(port + 1) for port in self.ports):
            if time.monotonic() > end:
                raise TimeoutError('ZooKeeper does not serve')
            time.sleep(0.1)

    @staticmethod
    def serves(port):
        try:
            with socket.create_connection(('127.0.0.1', port), 1) as connection:
                connection.sendall(b'srvr')
                return b'Mode:' in connection.recv(4096)
        except OSError:
            return False

    def start(self):
        """From the last process being begun until all agree, and from its main method being entered."""
        if self.contestant.zookeeper:
            self.spawn_servers()
        first = micros()
        began = max([self.spawn(number).began for number in range(MEMBERS)])
        agreed = self.wait(lambda: self.agreement(first), START_SECONDS, 'no first leader')['agreed']
        main = max(at for at, _, text in self.marks if text == 'start')
        return dict(agreed_ms=millis(agreed - began), main_to_agreed_ms=millis(agreed - main))

    def signal(self, member, which):
        at = micros()
        self.processes[member].child.send_signal(which)
        return at

    def order(self, member, verb):
        """The moment at which the member begins to carry it out."""
        said = micros()
        self.processes[member].say(verb)
        return self.wait(lambda: self.marked(said, member, 'begin ' + verb), 10, 'the order was not taken')

    def restart(self, member):
        self.spawn(int(member[1:]))

    def close(self):
        for process in self.processes.values():
            process.end()
        for server in self.servers:
            server.kill()
            server.wait()
