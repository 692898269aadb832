#!/usr/bin/env node
// Committed, because npm links no bin whose file is missing at install; the program is built into lib/.
require('../lib/cli.js');
