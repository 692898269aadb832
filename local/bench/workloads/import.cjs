// Loads what an app with one game table stands on (CDK's modules load at first use), `by-hand`, or
// `constructs` and the library on top; prints the CPU milliseconds of this process.
const { App, Stack } = require('aws-cdk-lib');
const { TableV2 } = require('aws-cdk-lib/aws-dynamodb');
const { Role } = require('aws-cdk-lib/aws-iam');
if (process.argv[2] === 'constructs') require('cdk-web-identity');
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ cpuMs: (user + system) / 1000, loaded: [App, Stack, TableV2, Role].length }));
