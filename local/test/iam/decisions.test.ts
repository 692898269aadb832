import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ContextValue, Effect } from '../../src/iam';
import { compilePolicy, decide } from '../../src/iam';

interface RecordedDecision {
  readonly identity: readonly object[];
  readonly boundary?: object;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, ContextValue>>;
  readonly decision: Effect;
}

/** Random decisions with the answers of an independent evaluator. */
const recorded: readonly RecordedDecision[] = JSON.parse(gunzipSync(readFileSync(join(__dirname, 'decisions.json.gz'))).toString());

const LITERAL_REQUEST = 'IAM User Guide, JSON policy elements: Resource: wildcards belong to the Resource element. '
  + 'The object of this request has a * in its name; taken as a pattern it would open every other folder.';
const NULL_OF_EMPTY = 'IAM User Guide, Condition operators: Null false wants a key that "exists and its value is not null", '
  + 'and is the guard against "context keys with empty values" beside ForAllValues.';

/** Where AWS says otherwise than the independent evaluator: its answer, ours, and the page. */
const disagreements: ReadonlyMap<number, readonly [theirs: Effect, ours: Effect, page: string]> = new Map([
  [330, ['Allowed', 'ImplicitlyDenied', LITERAL_REQUEST]],
  [411, ['Allowed', 'ImplicitlyDenied', LITERAL_REQUEST]],
  [505, ['Allowed', 'ImplicitlyDenied', NULL_OF_EMPTY]],
]);

function decideRecorded(one: RecordedDecision): Effect {
  const policies = { identity: one.identity.map((document) => compilePolicy(document)), boundary: one.boundary && compilePolicy(one.boundary) };
  const context = new Map(Object.entries(one.context).map(([key, value]) => [key.toLowerCase(), value]));
  return decide(policies, { action: one.action, resource: one.resource, context }).effect;
}

test('600 random decisions agree, except where AWS says otherwise', () => {
  expect(recorded).toHaveLength(600);
  const differing = recorded.flatMap((one, index) => {
    const ours = decideRecorded(one);
    return ours === one.decision ? [] : [[index, one.decision, ours]];
  });
  expect(differing).toEqual([...disagreements].map(([index, [theirs, ours]]) => [index, theirs, ours]));
});
