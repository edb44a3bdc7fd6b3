"""Builds this library, from the checkout that this folder is part of, and the member programs; in a Maven repository of their own."""

import glob
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as xml

HERE = os.path.dirname(os.path.abspath(__file__))
BENCHMARKS = os.path.dirname(HERE)
CHECKOUT = os.path.dirname(BENCHMARKS)
MADE = os.path.join(BENCHMARKS, 'target')
OLDEST_JDK = 21


def jdk():
    """The folder of the newest JDK of those that are named or installed where JDKs usually are."""
    found = {}
    for folder in [os.environ.get('JAVA_HOME', ''), *glob.glob('/usr/lib/jvm/*')]:
        if os.path.exists(f'{folder}/bin/javac'):
            said = subprocess.run([f'{folder}/bin/java', '-version'], capture_output=True, text=True).stderr
            version = re.search(r'version "(\d+)[^"]*"', said)
            if version and int(version[1]) >= OLDEST_JDK:
                found[int(version[1])] = folder, re.search(r'\(build ([^)]*)\)', said)[1]
    if not found:
        sys.exit(f'no JDK was found; expected one of {OLDEST_JDK} or newer; install it, or set JAVA_HOME')
    return found[max(found)]


def maven(folder, java_home, *words):
    command = ['mvn', '-B', '-q', f'-Dmaven.repo.local={MADE}/repository', *words]
    if subprocess.run(command, cwd=folder, env=dict(os.environ, JAVA_HOME=java_home)).returncode:
        sys.exit('Maven failed: see above')


def build(java_home):
    print('building; the first time fetches what the others depend on', flush=True)
    maven(CHECKOUT, java_home, '-DskipTests', '-pl', 'election-api,election-core,transport-socket', '-am', 'install')
    subprocess.run(['rm', '-rf', f'{MADE}/members'], check=True)  # so that no jar of an earlier version stays
    maven(BENCHMARKS, java_home, f'-Dmade={MADE}', 'package')


def is_built():
    return os.path.isdir(f'{MADE}/members/floor/build/classes')


def revision():
    """The commit that this library was built from, as far as git knows."""
    def git(*words):
        return subprocess.run(['git', *words], cwd=CHECKOUT, capture_output=True, text=True).stdout.strip()

    changed = git('status', '--porcelain', '--', 'election-api/src/main', 'election-core/src/main', 'transport-socket/src/main')
    return git('rev-parse', '--short', 'HEAD') + (' with changes' if changed else '')


def versions():
    """The properties of the build that are versions."""
    project = xml.parse(os.path.join(BENCHMARKS, 'pom.xml')).getroot()
    space = {'maven': 'http://maven.apache.org/POM/4.0.0'}
    return {entry.tag.split('}')[1]: entry.text for entry in project.find('maven:properties', space)
            if entry.tag.endswith('.version')}


def footprint(module):
    """How many jars, of how many bytes, a program ships that uses the library."""
    jars = glob.glob(f'{MADE}/members/{module}/closure/*.jar')
    return dict(jars=len(jars), bytes=sum(map(os.path.getsize, jars)))
