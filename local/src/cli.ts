import { Command, Option } from 'commander';
import { account, claim, endpoint, integer, issuer, port, region, several, USUAL_PORT } from './commands/options';

/** Of the package, put in place when it is bundled. */
declare const PACKAGE_VERSION: string;

/** Bad usage and input that cannot be read. */
const EXIT_BAD_INPUT = 2;

const program = new Command('cdk-web-identity-local')
  .description('Runs a synthesized web identity app on this machine: real tokens, real STS answers, the very same policies enforced')
  .version(PACKAGE_VERSION)
  .showHelpAfterError()
  .enablePositionalOptions()
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_BAD_INPUT));

/** What both `start` and `exec` take. */
function withCloudOptions(command: Command, usualPort?: number): Command {
  return command
    .option('--port <n>', 'TCP port on 127.0.0.1; 0 for a free one', port, usualPort)
    .option('--data <dir>', 'folder where stacks, items and objects outlive the process')
    .option('--account <id>', 'account of stacks that leave theirs open', account)
    .option('--region <name>', 'Region of stacks that leave theirs open', region)
    .option('--skip-unknown', 'pass over resources of types that are not known here')
    .option('--issuer <url=base>', 'issuer whose keys are fetched from where it really runs, repeatable', issuer)
    .option('--dynamodb-endpoint <url>', 'another engine for DynamoDB on this machine, which gets what is allowed')
    .option('--s3-endpoint <url>', 'another engine for S3 on this machine, which gets what is allowed')
    .option('--allow-remote-endpoint', 'let these engines be on other machines')
    .option('--strict-tls', 'aws:SecureTransport is false, since this is HTTP without TLS');
}

const endpointOption = () => new Option('--endpoint <url>', 'endpoint that `start` printed').env('AWS_ENDPOINT_URL').argParser(endpoint);
const requiredEndpoint = () => endpointOption().makeOptionMandatory();

withCloudOptions(program.command('start'), USUAL_PORT)
  .description('start the local cloud, deploy what is given, and serve until interrupted; `cdk deploy` deploys more')
  .argument('[assembly...]', 'cdk.out folder or CloudFormation template')
  .option('--json', 'print one line of JSON once the port listens')
  .action(async (assembly, options) => (await import('./commands/start')).start(assembly, options));

withCloudOptions(program.command('exec'))
  .description('run a command, such as `npx cdk deploy`, against a local cloud: that at --endpoint or --port if one runs there, else one that ends with the command')
  .argument('<command...>', 'the command and its arguments, behind --')
  .addOption(endpointOption())
  .passThroughOptions()
  .action(async (command, options) => { process.exitCode = await (await import('./commands/exec')).exec(command, options); });

program.command('token')
  .description('sign a user in at a provider of a running local cloud and print the token')
  .addOption(requiredEndpoint())
  .option('--secret <secret>', 'secret that `start` printed; default: read from the file it keeps for this user')
  .requiredOption('--provider <name>', 'amazon, facebook, google, cognito or an issuer URL')
  .requiredOption('--app <id>', 'app id or client id at the provider')
  .requiredOption('--user <id>', 'the user\'s id at the provider')
  .option('--claim <name=json>', 'further claim, repeatable', claim)
  .option('--expires-in <seconds>', 'lifetime; negative for an expired token', integer)
  .action(async (options) => (await import('./commands/token')).token(options));

program.command('explain')
  .description('say whether a token may assume a role, and which claim meets which condition; exits 0 if it may, 1 if not, 2 if that cannot be told')
  .addOption(requiredEndpoint())
  .option('--secret <secret>', 'secret that `start` printed; default: read from the file it keeps for this user')
  .requiredOption('--role <arn>', 'ARN of the role')
  .requiredOption('--token <token>', 'the token; - reads it from stdin, out of sight of other users of this machine')
  .option('--provider-id <id>', 'what the app sends as ProviderId with an access token')
  .option('--session-name <name>', 'session name, where the trust policy looks at it')
  .option('--json', 'print one JSON object')
  .action(async (options) => (await import('./commands/explain')).explain(options));

program.command('decisions')
  .description('print the latest decisions and their reasons, oldest first')
  .addOption(requiredEndpoint())
  .option('--secret <secret>', 'secret that `start` printed; default: read from the file it keeps for this user')
  .option('--denied', 'leave out what was allowed')
  .option('--follow', 'go on as requests come, until interrupted')
  .option('--json', 'print one JSON object for each')
  .action(async (options) => (await import('./commands/decisions')).decisions(options));

program.command('seed')
  .description('write the items and objects of a JSON file into a running local cloud')
  .argument('<file>', '{"tables": {"<name>": [{"<attribute>": …}]}, "buckets": {"<name>": {"<key>": "text" or {"file": …, "contentType": …}}}}')
  .addOption(requiredEndpoint())
  .option('--secret <secret>', 'secret that `start` printed; default: read from the file it keeps for this user')
  .action(async (file, options) => (await import('./commands/seed')).seed(file, options));

program.command('reset')
  .description('empty the tables, buckets and queues of a running local cloud; what is deployed stays')
  .addOption(requiredEndpoint())
  .option('--secret <secret>', 'secret that `start` printed; default: read from the file it keeps for this user')
  .action(async (options) => (await import('./commands/reset')).reset(options));

program.command('forget')
  .description('remove all items and objects of one user, versions included, and list them: in AWS with the keys of the environment, or in a local cloud; can be repeated')
  .addOption(endpointOption())
  .requiredOption('--config <file>', 'text of the app\'s WebIdentityClientConfig, or what `cdk deploy --outputs-file` wrote; - reads stdin')
  .requiredOption('--user <id>', 'the user\'s id at the provider; behind a broker the identity id, or the sub where the broker says so')
  .option('--provider <name>', 'amazon, facebook, google, cognito or an issuer URL; default: the only one there is')
  .option('--dry-run', 'list what would be removed, and remove nothing')
  .option('--json', 'print one JSON object for each, and nothing else')
  .action(async (options) => (await import('./commands/forget')).forget(options));

program.command('check')
  .description('say who can do what to whose data; exits 0 if users are isolated, 1 if there is a hole, 2 if it is not proved')
  .argument('<assembly...>', 'cdk.out folder or CloudFormation template')
  .option('--strict', 'what is fragile counts as a hole')
  .option('--allow <access:resource>', 'what is shared on purpose, such as read:Scores/index/ByTopScore; repeatable', several)
  .option('--against <what>', 'a template, a cdk.out folder or a commit of Git: say what users can do now and could not, and the other way round')
  .option('--replay', 'send each request of the matrix to a local cloud in this process: what is allowed goes through, the rest is refused')
  .option('--json', 'print one JSON object')
  .option('--markdown <file>', 'write what changed since --against, for a pull request')
  .option('--sarif <file>', 'write the findings for code scanning')
  .option('--html <file>', 'write one page to look at')
  .action(async (assembly, { replay, ...options }) =>
    (replay ? await import('./commands/check-replay') : await import('./commands/check')).check(assembly, options));

program.parseAsync().catch((error: Error) => {
  console.error(`cdk-web-identity-local: ${error.message.replace(/\p{Cc}+/gu, ' ')}`);
  process.exit(EXIT_BAD_INPUT);
});
