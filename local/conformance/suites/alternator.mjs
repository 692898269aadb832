import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readJunit } from '../support/junit.mjs';
import { run } from '../support/run.mjs';

/** What its tests take of the rest of its repository, which is about servers of its own. */
const STANDING_IN = {
  'cassandra/__init__.py': '',
  'cassandra/auth.py': 'def PlainTextAuthProvider(**keys):\n    pass\n',
  'cassandra/cluster.py': 'class NoHostAvailable(Exception):\n    pass\n\n\ndef Cluster(*args, **options):\n    raise NoHostAvailable()\n',
  'test/__init__.py': '',
  'test/conftest.py': 'def dynamic_scope():\n    return "session"\n',
  'test/cqlpy/__init__.py': '',
  'test/cqlpy/conftest.py': 'import pytest\n\n@pytest.fixture(scope="session")\ndef host(request):\n    return "localhost"\n',
  'test/cqlpy/util.py': 'from contextlib import contextmanager\n\n@contextmanager\ndef config_value_context(*args):\n    yield\n',
  'test/pylib/__init__.py': '',
  'test/pylib/connect_options.py': 'def add_host_option(parser):\n    parser.addoption("--host", action="store", default="localhost")\n',
  'test/pylib/driver_utils.py': 'def safe_driver_shutdown(cluster):\n    pass\n',
  'test/pylib/skip_types.py': 'import pytest\n\ndef skip_env(reason):\n    pytest.skip(reason)\n\ndef skip_bug(reason):\n    pytest.skip(reason)\n',
  'pytest.ini': '[pytest]\nmarkers =\n    skip_env\n    skip_bug\n    skip_not_implemented\n    skip_slow\n    veryslow\n',
};

/** Its tests as they are for AWS. */
export const alternator = {
  repository: 'https://github.com/scylladb/scylladb',
  needs: 'python3 -m pip install pytest boto3 requests',
  async play(checkout, folder, { environment }) {
    for (const [path, text] of Object.entries(STANDING_IN)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    cpSync(join(checkout, 'test/alternator'), join(folder, 'test/alternator'), { recursive: true });
    const results = join(folder, 'results.xml');
    await run('python3', ['-m', 'pytest', '--aws', '-q', '-p', 'no:cacheprovider', '--continue-on-collection-errors', `--junitxml=${results}`, 'test/alternator'], {
      cwd: folder, env: { ...environment, PYTHONPATH: folder },
    });
    return readJunit(results);
  },
};
