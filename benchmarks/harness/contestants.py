"""Who is compared: how to start a member of each, and what it can be asked to do.

To add one, write a program with the class Member of members/common in a module of its own, list the module in pom.xml, and add an entry.
"""

import os

HERE = os.path.dirname(os.path.abspath(__file__))
MEMBERS = 3
JVM = ['-Xmx256m', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn']
OPENS = ['--add-opens=java.base/java.lang=ALL-UNNAMED', '--add-opens=java.base/java.nio=ALL-UNNAMED',
         '--add-opens=java.base/java.util=ALL-UNNAMED', '--enable-native-access=ALL-UNNAMED']
QUIET = [f'-Djava.util.logging.config.file={HERE}/logging.properties']
LOSSES = ['kill', 'hang', 'stop', 'transfer']


class Contestant:
    """A library in one setting: its module, what its command line adds, and the phases that it takes part in."""

    def __init__(self, title, module, main, phases, **more):
        self.title, self.module, self.main, self.phases = title, module, main, phases
        self.jvm, self.args = more.get('jvm', []), more.get('args', [])
        self.zookeeper = more.get('zookeeper', False)
        # Of Curator's latch only the holder knows that it leads.
        self.all_know_leader = more.get('all_know_leader', True)
        self.resident = more.get('resident', False)
        # The property of pom.xml that has its version; without one it is of this project.
        self.version = more.get('version')


CONTESTANTS = {
    'ours': Contestant('Election4j', 'election4j', 'Election4jMember', ['idle', *LOSSES], jvm=QUIET),
    'ours-elected': Contestant('Election4j, `WHEN_ELECTED`', 'election4j', 'Election4jMember', ['kill'], jvm=QUIET,
                               args=['--activation', 'WHEN_ELECTED']),
    'jgroups': Contestant('jgroups-raft', 'jgroups', 'JGroupsMember', ['idle', 'kill', 'hang', 'stop'],
                          jvm=['-Djava.net.preferIPv4Stack=true', *QUIET], version='jgroups-raft.version'),
    'jraft': Contestant('SOFA JRaft', 'jraft', 'JRaftMember', ['idle', *LOSSES], jvm=OPENS, version='jraft.version'),
    'ratis': Contestant('Apache Ratis', 'ratis', 'RatisMember', ['idle', *LOSSES], jvm=OPENS, version='ratis.version'),
    'curator': Contestant('Curator with ZooKeeper', 'curator', 'CuratorMember', ['idle', 'kill', 'hang', 'stop'],
                          zookeeper=True, all_know_leader=False, version='curator.version'),
    'floor': Contestant('the floor', 'floor', 'FloorMember', ['idle', 'kill', 'stop', 'transfer'], resident=True),
}
OURS = ['ours', 'ours-elected']
FLOOR = 'floor'
PEERS = [name for name in CONTESTANTS if name not in OURS and name != FLOOR]
