import { Command, InvalidArgumentError } from 'commander';
import { start } from './commands/start';
import { token } from './commands/token';

/** Bad usage and input that cannot be read. */
const EXIT_BAD_INPUT = 2;

const program = new Command('cdk-web-identity-local')
  .description('Runs a synthesized web identity app on this machine: real tokens, real STS answers, the very same policies enforced')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_BAD_INPUT));

program.command('start')
  .description('start the local cloud on a cdk.out folder or a template, and serve until interrupted')
  .argument('<assembly...>', 'cdk.out folder or CloudFormation template (JSON)')
  .option('--port <n>', 'TCP port on 127.0.0.1; 0 for a free one', port, 4580)
  .option('--json', 'print one line of JSON once the port listens')
  .action(start);

program.command('token')
  .description('sign a user in at a provider of a running local cloud and print the token')
  .requiredOption('--endpoint <url>', 'endpoint that `start` printed')
  .option('--secret <secret>', 'secret that `start` printed; default: read from the file it keeps for this user')
  .requiredOption('--provider <name>', 'amazon, facebook, google, cognito or an issuer URL')
  .requiredOption('--app <id>', 'app id or client id at the provider')
  .requiredOption('--user <id>', 'the user\'s id at the provider')
  .option('--claim <name=json>', 'further claim, repeatable', claim)
  .option('--expires-in <seconds>', 'lifetime; negative for an expired token', integer)
  .action(token);

program.parseAsync().catch((error: Error) => {
  console.error(`cdk-web-identity-local: ${error.message}`);
  process.exit(EXIT_BAD_INPUT);
});

function integer(text: string): number {
  if (!/^-?\d{1,10}$/.test(text)) throw new InvalidArgumentError('want a whole number.');
  return Number(text);
}

function port(text: string): number {
  const value = integer(text);
  if (value < 0 || value > 65_535) throw new InvalidArgumentError('want 0 to 65535.');
  return value;
}

function claim(text: string, previous: Record<string, unknown> = {}): Record<string, unknown> {
  const equals = text.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('want name=json.');
  try {
    return { ...previous, [text.slice(0, equals)]: JSON.parse(text.slice(equals + 1)) };
  } catch {
    throw new InvalidArgumentError(`${text.slice(equals + 1)} is not JSON (texts need quotes: name='"text"').`);
  }
}
