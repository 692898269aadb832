// An app with one game table by hand, which loads the library first (`constructs`) or not (`by-hand`):
// the difference is what importing the library costs. Prints the CPU milliseconds of this process.
if (process.argv[2] === 'constructs') require('cdk-web-identity');
process.argv.splice(2, 3, 'by-hand', 'own', '1');
require('./game-tables.cjs');
