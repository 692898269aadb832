import { ProjenStruct, Struct } from '@mrgrain/jsii-struct-builder';
import { awscdk, javascript } from 'projen';

const awsSdk = '^3.1100.0';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-web-identity',
  description: 'AWS CDK constructs for apps whose users reach DynamoDB and S3 directly, each only their own data',
  author: 'cdk-web-identity contributors',
  authorAddress: 'cdk-web-identity@users.noreply.github.com',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk-web-identity/cdk-web-identity.git',
  keywords: ['aws-cdk', 'web-identity', 'oidc', 'sts', 'dynamodb', 's3', 'cognito', 'fine-grained-access-control'],
  license: 'Apache-2.0',
  copyrightOwner: 'cdk-web-identity contributors',
  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,

  // The floor of the peer range is the version we develop on: generated structs and reference
  // interfaces of a newer one would break users at the floor.
  cdkVersion: '2.257.0',
  constructsVersion: '10.5.1',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.3',
  minNodeVersion: '20.16.0',

  devDeps: [
    '@types/node@^20',
    '@aws-cdk/integ-runner@2.197.10',
    '@aws-cdk/integ-tests-alpha@2.245.0-alpha.0',
    `@aws-sdk/client-cognito-identity@${awsSdk}`,
    `@aws-sdk/client-cloudformation@${awsSdk}`,
    `@aws-sdk/client-dynamodb@${awsSdk}`,
    `@aws-sdk/client-s3@${awsSdk}`,
    `@aws-sdk/client-ssm@${awsSdk}`,
    `@aws-sdk/client-sts@${awsSdk}`,
    `@aws-sdk/lib-dynamodb@${awsSdk}`,
    '@smithy/signature-v4@^5.7.5',
    'aws-cdk@2.1148.1',
    'cdk-nag@3.0.2',
    'esbuild@0.28.2', // exact: asset hashes in committed snapshots depend on it
    '@mrgrain/jsii-struct-builder@0.7.64',
  ],

  github: false,
  release: false,
  depsUpgrade: false,
  sampleCode: false,

  jestOptions: {
    // A snapshot that the test run may rewrite can never fail: `npm run test:update` writes them.
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig: {
      collectCoverage: false,
      // Examples import the package by its name; their tests run on the sources.
      moduleNameMapper: { '^cdk-web-identity$': '<rootDir>/src' },
    },
    junitReporting: false,
  },
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test', 'tools', 'integ', 'examples', 'local/src', 'local/test', 'projenrc'],
  },

  gitignore: ['cdk.out/', 'cdk.context.json', '/local/lib/', '.jsii.tabl.json', 'asset.*/', '__pycache__/', '/.ci/clients/'],
  npmignoreEnabled: false,
});

// Examples, integration tests and the workspace import the packages of this repository by name.
project.eslint!.addOverride({
  files: ['examples/**', 'integ/**', 'local/**'],
  rules: { 'import/no-extraneous-dependencies': 'off' },
});

project.eslint!.addRules({
  'import/no-cycle': ['error', { ignoreExternal: true }],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
});
// What decides imports nothing of what serves: the check reads templates without any of it.
const judging = ['assembly', 'check', 'cognito', 'dynamodb', 'iam', 'identity', 'kms', 's3', 'sqs', 'sts'];
project.eslint!.addOverride({
  files: ['local/src/**'],
  rules: {
    'import/no-restricted-paths': ['error', {
      zones: [{
        target: judging.map((room) => `./local/src/${room}`),
        from: './local/src',
        except: [...judging.map((room) => `./${room}`), './aws-error.ts', './json-members.ts', './uri-encode.ts', './utf8-order.ts'],
        message: 'what decides imports nothing of what serves (CONTRIBUTING.md, "The house")',
      }],
    }],
  },
});

project.package.addField('workspaces', ['local']);
project.package.addField('files', ['lib', '.jsii', 'API.md', 'CHANGELOG.md', 'SECURITY.md', 'docs']);
// unrs-resolver 1.13.0 does not install with `npm ci`.
project.package.addPackageResolutions('unrs-resolver@1.12.2');
// Source maps would triple what every import reads.
for (const option of ['inlineSourceMap', 'inlineSources']) {
  project.tryFindObjectFile('tsconfig.json')!.addOverride(`compilerOptions.${option}`, false);
}
// Node 20 is what we support; jsii's banner about it would drown what matters.
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
project.tasks.addEnvironment('JSII_DEPRECATED', 'quiet');

// README and docstring samples are compiled: a typo in one fails the build.
project.postCompileTask.exec('jsii-rosetta extract --compile --fail --output .jsii.tabl.json --directory .');
project.postCompileTask.exec('npm run build -w local');

const ensureBuilt = { exec: 'node tools/ensure-built.mjs' };

project.addTask('demo', {
  description: 'Synthesizes the example, starts the local cloud and drives it with AWS SDK clients',
  env: { NODE_NO_WARNINGS: '1' }, // the SDK's notice about Node 20
  steps: [ensureBuilt, { exec: 'ts-node -T examples/game-scores/demo/main.ts', receiveArgs: true }],
});

const integRunner = 'integ-runner --directory integ --language typescript';
const transpileOnly = { TS_NODE_TRANSPILE_ONLY: '1', CDK_DISABLE_CLI_TELEMETRY: 'true' };
project.addTask('integ', {
  description: 'Verifies the integration tests\' snapshots, offline',
  env: transpileOnly,
  steps: [{ exec: integRunner, receiveArgs: true }],
});
project.addTask('integ:update', {
  description: 'Writes the integration tests\' snapshots anew, offline',
  env: transpileOnly,
  steps: [{ exec: `${integRunner} --dry-run --update-on-failed --force --parallel-regions us-east-1`, receiveArgs: true }],
});

project.addTask('integ:local', {
  description: 'Deploys the integration tests to the local cloud with the CDK CLI, and plays their scenarios',
  env: { NODE_NO_WARNINGS: '1' }, // the SDK's notice about Node 20
  steps: [ensureBuilt, { exec: 'ts-node -T integ/run/local.ts' }],
});
project.addTask('integ:aws', {
  description: 'The same in the AWS account that the environment is set up for, which must be bootstrapped; destroys everything at the end',
  env: { NODE_NO_WARNINGS: '1' },
  steps: [{ exec: 'ts-node -T integ/run/aws.ts' }],
});

project.addTask('bench', {
  description: 'Prints each figure as a line of JSON; give names for some of them',
  steps: [ensureBuilt, { exec: 'node local/bench/run.mjs', receiveArgs: true }],
});
const tsNode = 'ts-node -T -O \'{"module":"commonjs","moduleResolution":"node10","ignoreDeprecations":"6.0"}\'';
project.addTask('agreement', {
  description: 'Prints how many recorded answers of AWS the local cloud gives, by area, and which not and why; give names for some areas',
  env: { NODE_NO_WARNINGS: '1' }, // the SDK's notice about Node 20
  steps: [{ exec: `${tsNode} local/test/recorded/agreement.ts`, receiveArgs: true }],
});
project.addTask('mutants', {
  description: 'Changes the policy evaluator in one place at a time, and prints the changes that no case notices; give a count and a seed for a sample',
  steps: [{ exec: `${tsNode} local/test/iam/mutants/survivors.ts`, receiveArgs: true }],
});
project.addTask('mutants:library', {
  description: 'Changes the library in one place at a time, and prints the changes that no test notices; give a count and a seed',
  steps: [{ exec: `${tsNode} test/mutants/survivors.ts library`, receiveArgs: true }],
});
project.addTask('mutants:local', {
  description: 'Changes what the local cloud decides in one place at a time, and prints the changes that no test notices; give a count and a seed',
  steps: [{ exec: `${tsNode} test/mutants/survivors.ts local`, receiveArgs: true }],
});
project.addTask('test:compat', {
  description: 'Unit tests of the library on the newest aws-cdk-lib',
  steps: [{ exec: 'node tools/test-compat.mjs' }],
});

project.testTask.reset();
project.testTask.description = 'All tests of both packages, integration snapshots and lint';
project.testTask.exec(ensureBuilt.exec);
project.testTask.exec('jest --ci', { receiveArgs: true });
project.testTask.exec('npm test -w local');
project.testTask.spawn(project.tasks.tryFind('integ')!);
project.testTask.spawn(project.tasks.tryFind('integ:local')!);
project.testTask.spawn(project.tasks.tryFind('eslint')!);
// Every option of TableV2 but those that the construct decides, or that would open the table to others.
new ProjenStruct(project, {
  name: 'UserTableOptions',
  filePath: 'src/user-table-options.ts',
  description: 'Options of the table itself: those of `TableV2`.',
})
  .mixin(Struct.fromFqn('aws-cdk-lib.aws_dynamodb.TablePropsV2'))
  .omit('partitionKey', 'resourcePolicy', 'streamResourcePolicy')
  .withoutDeprecated()
  .update('sortKey', { docs: { default: '- none; GameTitle, a string, of a `WebIdentityGameTable`' } })
  .update('pointInTimeRecoverySpecification', { docs: { default: '- point-in-time recovery is on' } });

project.synth();
