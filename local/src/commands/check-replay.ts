import { checked, tell, type CheckCommandOptions } from './check';
import { AssemblyError, type StackTemplate } from '../assembly';
import { printable } from '../iam';
import { replay, type Replayed } from '../replay/replay';

/** What cannot be confirmed is not proved. */
const EXIT_NOT_CONFIRMED = 2;

/** The check, and each of its requests sent to a local cloud: a verdict that the local cloud does not share is none. */
export async function check(paths: readonly string[], options: CheckCommandOptions): Promise<void> {
  const found = checked(paths, options);
  const replayed = await replayedIn(found.stacks, found.report.requests());
  const differing = replayed.filter(({ request, became }) => became !== request.expected);
  tell(found, paths, options, { replay: { through: count(replayed, 'through'), refused: count(replayed, 'refused'), differing: differing.map(told) } }, [
    '', `Replayed: ${count(replayed, 'through')} requests went through and ${count(replayed, 'refused')} were refused, as said.`,
    ...differing.map((one) => `NOT CONFIRMED: ${textOf(one)}`),
  ]);
  if (differing.length > 0) process.exitCode = EXIT_NOT_CONFIRMED;
}

async function replayedIn(stacks: readonly StackTemplate[], requests: Parameters<typeof replay>[1]): Promise<Replayed[]> {
  try {
    return await replay(stacks, requests);
  } catch (error) {
    if (error instanceof AssemblyError) throw new AssemblyError(`--replay: the local cloud does not take it: ${error.message}`, true);
    throw error;
  }
}

function count(replayed: readonly Replayed[], became: Replayed['became']): number {
  return replayed.filter((one) => one.became === became && one.request.expected === became).length;
}

function told({ request: { what, user, role, expected, call }, became, reason }: Replayed): object {
  return { what, user, role: role.arn, expected, became, reason, call };
}

function textOf({ request: { what, user, expected }, became, reason }: Replayed): string {
  return printable(`${what}, as ${JSON.stringify(user)}: said ${expected}, was ${became}: ${reason}`);
}
