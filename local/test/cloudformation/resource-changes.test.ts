import { deletionObstacles } from '../../src/cloudformation/deletion-obstacles';
import { goneResources } from '../../src/cloudformation/gone-resources';
import { changedProperties, isRetained, type ResolvedResource } from '../../src/cloudformation/resource-changes';

const resource = (logicalId: string, more: Partial<ResolvedResource> = {}): ResolvedResource => ({
  logicalId, type: 'AWS::DynamoDB::Table', physicalId: logicalId, properties: {}, constructPath: '', generation: 0, deletionPolicy: 'Delete', updateReplacePolicy: 'Delete', ...more,
});
const byId = (...all: ResolvedResource[]) => new Map(all.map((one) => [one.logicalId, one]));

/** CloudFormation User Guide, DeletionPolicy attribute. */
test.each([['Delete', false], ['Retain', true], ['RetainExceptOnCreate', true], ['Snapshot', false]])('%s: kept %s', (policy, kept) => {
  expect(isRetained(policy)).toBe(kept);
});

test.each<[string, object, boolean]>([
  ['a table', {}, false],
  ['a protected table', { DeletionProtectionEnabled: true }, true],
  ['one that a text protects', { DeletionProtectionEnabled: 'true' }, true],
  ['one that a text does not', { DeletionProtectionEnabled: 'false' }, false],
  ['a global table of which one replica is protected', { Replicas: [{ Region: 'us-east-1' }, { Region: 'eu-west-1', DeletionProtectionEnabled: true }] }, true],
  ['a global table of which none is', { Replicas: [{ Region: 'us-east-1', DeletionProtectionEnabled: false }] }, false],
])('%s is in the way of its deletion: %s %s', async (_, properties, isObstacle) => {
  for (const type of ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable']) {
    const obstacles = await deletionObstacles([resource('It', { type, properties: properties as never })], { isBucketEmpty: async () => true });
    expect([...obstacles.keys()]).toEqual(isObstacle ? ['It'] : []);
  }
});

test('a bucket with objects is kept when an update drops it, one that is retained in any case', () => {
  const [full, empty, retained, stays] = [
    resource('Full'), resource('Empty'), resource('Retained', { deletionPolicy: 'Retain' }), resource('Stays'),
  ];
  const gone = goneResources(byId(full, empty, retained, stays), byId(stays), new Set(['Full', 'Retained']));
  expect(gone.map(({ resource: { logicalId }, ...how }) => [logicalId, how])).toEqual([
    ['Full', { isRetained: false, isKept: true }], ['Empty', { isRetained: false, isKept: false }], ['Retained', { isRetained: true, isKept: true }],
  ]);
});

test('what is replaced goes by the policy for replacements of the new template', () => {
  const before = resource('It', { deletionPolicy: 'Retain' });
  const after = (updateReplacePolicy: string) => byId(resource('It', { generation: 1, updateReplacePolicy }));
  expect(goneResources(byId(before), after('Retain'), new Set())).toMatchObject([{ isRetained: true }]);
  expect(goneResources(byId(before), after('Delete'), new Set())).toMatchObject([{ isRetained: false }]);
});

test('numbers and booleans may be written as texts, members in any order', () => {
  const changed = (before: unknown, after: unknown) => changedProperties(resource('It', { properties: { P: before } as never }), resource('It', { properties: { P: after } as never }));
  for (const [before, after] of [[5, '5'], [true, 'true'], [[1, 'a'], ['1', 'a']], [{ A: 1, B: { C: 2, D: 3 } }, { B: { D: '3', C: 2 }, A: '1' }]]) {
    expect(changed(before, after)).toEqual([]);
  }
  for (const [before, after] of [[5, '6'], [true, 'false'], [[1, 2], [2, 1]], [{ A: 1 }, { A: 1, B: 1 }], [undefined, false]]) {
    expect(changed(before, after)).toEqual(['P']);
  }
});
