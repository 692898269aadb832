import { join } from 'node:path';
import { folderOf, messageOf, one, ROLE } from './support';
import { resolveAccount } from '../../src/assembly';
import { readAssembly } from '../../src/assembly/read-assembly';

const TEMPLATE = one('AWS::IAM::Role', ROLE);

const stackArtifact = (properties: object = {}, others: object = {}) => ({
  type: 'aws:cloudformation:stack',
  environment: 'aws://unknown-account/unknown-region',
  properties: { templateFile: 'Game.template.json', ...properties },
  ...others,
});

const manifest = (artifacts: unknown, others: object = {}) => ({ version: '48.0.0', artifacts, ...others });

test('a cdk.out folder: stacks, stages, and what they tell of themselves', () => {
  const folder = folderOf({
    'manifest.json': manifest({
      'Tree': { type: 'cdk:tree', properties: { file: 'tree.json' } },
      'Game.assets': { type: 'cdk:asset-manifest', properties: { file: 'Game.assets.json' } },
      'Game': stackArtifact({ stackName: 'game-prod', tags: { team: 'scores' } }, {
        environment: 'aws://111111111111/eu-west-1',
        metadata: { '/Game/Users/Role/Resource': [{ type: 'aws:cdk:warning', data: 'It' }, { type: 'aws:cdk:logicalId', data: 'It' }], '/Game': 7 },
      }),
      'assembly-Beta': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Beta' } },
    }),
    'Game.template.json': TEMPLATE,
    'assembly-Beta/manifest.json': manifest({ BetaGame: stackArtifact({}, { additionalMetadataFile: 'Game.metadata.json' }) }),
    'assembly-Beta/Game.template.json': TEMPLATE,
    'assembly-Beta/Game.metadata.json': { '/Beta/Game/Role/Resource': [{ type: 'aws:cdk:logicalId', data: 'It' }] },
  });
  expect(readAssembly(folder)).toEqual([
    {
      name: 'game-prod',
      account: '111111111111',
      region: 'eu-west-1',
      template: TEMPLATE,
      file: join(folder, 'Game.template.json'),
      tags: new Map([['team', 'scores']]),
      constructPaths: new Map([['It', 'Game/Users/Role']]),
    },
    { name: 'BetaGame', account: undefined, region: undefined, template: TEMPLATE, file: join(folder, 'assembly-Beta', 'Game.template.json'), tags: new Map(), constructPaths: new Map([['It', 'Beta/Game/Role']]) },
  ]);
});

test('a template file, with the metadata beside it', () => {
  const folder = folderOf({ 'my game.template.json': TEMPLATE, 'my game.metadata.json': { '/Game/Role/Resource': [{ type: 'aws:cdk:logicalId', data: 'It' }] } });
  expect(readAssembly(join(folder, 'my game.template.json'))).toEqual([
    { name: 'my-game', template: TEMPLATE, file: join(folder, 'my game.template.json'), tags: new Map(), constructPaths: new Map([['It', 'Game/Role']]) },
  ]);
});

test('logical ids of two templates without paths: told apart by the stack', () => {
  const folder = folderOf({ 'one.json': TEMPLATE, 'two.json': TEMPLATE });
  const { roles } = resolveAccount(['one.json', 'two.json'].flatMap((file) => readAssembly(join(folder, file))));
  expect(roles.map((role) => role.path)).toEqual(['one/It', 'two/It']);
});

test.each<[what: string, files: { readonly [path: string]: unknown }, path: string, problem: string]>([
  ['what is not there', {}, 'cdk.out', ': no such file or folder: pass the cdk.out folder that `cdk synth` wrote, or a template'],
  ['a folder without a manifest', {}, '', '/manifest.json: cannot be read (ENOENT): is it a cdk.out folder?'],
  ['a manifest that is no JSON', { 'manifest.json': '{' }, '', '/manifest.json: not JSON ('],
  ['a manifest that is a list', { 'manifest.json': [] }, '', '/manifest.json: not a JSON object: is it a cdk.out folder?'],
  ['a manifest without artifacts', { 'manifest.json': { version: '48.0.0' } }, '', '/manifest.json: artifacts: got undefined, want an object'],
  ['a manifest without stacks', { 'manifest.json': manifest({}) }, '', ': the assembly holds no stack'],
  ['an artifact that is text', { 'manifest.json': manifest({ Game: 'x' }) }, '', '/manifest.json: "Game": got "x", want an object'],
  ['missing context', { 'manifest.json': manifest({}, { missing: [{ key: 'vpc' }] }) }, '', '/manifest.json: context is missing, so the templates hold dummy values'],
  ['a template that is not there', { 'manifest.json': manifest({ Game: stackArtifact() }) }, '', '/Game.template.json: cannot be read (ENOENT): want a template, or a cdk.out folder'],
  ['an environment of another form', { 'manifest.json': manifest({ Game: stackArtifact({}, { environment: 'gcp://a/b' }) }) }, '',
    '/manifest.json: Game: environment: got "gcp://a/b", want aws://account/region'],
  ...['../secret.json', '/etc/passwd', 'a/b.json', '..', '.', '', 'a\\b.json', 'a\0', 7, undefined].map((templateFile) => [
    `the template file ${JSON.stringify(templateFile)}`, { 'manifest.json': manifest({ Game: stackArtifact({ templateFile }) }) }, '',
    `/manifest.json: got ${JSON.stringify(templateFile)}, want the name of a file of the assembly`,
  ] as [string, { readonly [path: string]: unknown }, string, string]),
  ...['..', '.', '', '../other'].map((directoryName) => [
    `the nested assembly ${JSON.stringify(directoryName)}`,
    { 'manifest.json': manifest({ Stage: { type: 'cdk:cloud-assembly', properties: { directoryName } } }) }, '',
    `/manifest.json: got ${JSON.stringify(directoryName)}, want the name of a file of the assembly`,
  ] as [string, { readonly [path: string]: unknown }, string, string]),
  ['the metadata file of another folder', {
    'manifest.json': manifest({ Game: stackArtifact({}, { additionalMetadataFile: '../x.json' }) }), 'Game.template.json': TEMPLATE,
  }, '', '/manifest.json: got "../x.json", want the name of a file of the assembly'],
  ['a template that is no YAML', { 'template.yaml': 'Resources:\n  It: [\n' }, 'template.yaml', '/template.yaml: Template format error: YAML not well-formed. ('],
  ['a template without resources', { 'template.json': {} }, 'template.json', '/template.json: Resources: got undefined, want an object: is it a template?'],
  ['a template that is null', { 'template.json': 'null' }, 'template.json', '/template.json: not a JSON object: want a template, or a cdk.out folder'],
])('%s is refused', (_, files, path, problem) => {
  const folder = folderOf(files);
  const message = messageOf(() => readAssembly(path === '' ? folder : join(folder, path)));
  expect(message).toContain(path === 'cdk.out' ? `${folder}/cdk.out${problem}` : `${folder}${problem}`);
  expect(message).not.toMatch(/\n/);
});

test('a file that cannot be read is refused with the system\'s reason', () => {
  const folder = folderOf({ 'manifest.json/x': '' });
  expect(messageOf(() => readAssembly(folder))).toBe(`${folder}/manifest.json: cannot be read (EISDIR): is it a cdk.out folder?`);
});

test('names that steer a terminal do not reach it', () => {
  const folder = folderOf({ 'manifest.json': manifest({ 'Game\u001b[2J\n': stackArtifact({}, { environment: '\u001b\n' }) }) });
  expect(messageOf(() => readAssembly(folder))).not.toMatch(/\p{Cc}/u);
});

test('a stack that says no environment leaves it open', () => {
  const folder = folderOf({ 'manifest.json': manifest({ Game: { ...stackArtifact(), environment: undefined } }), 'Game.template.json': TEMPLATE });
  expect(readAssembly(folder)).toEqual([expect.objectContaining({ name: 'Game', template: TEMPLATE })]);
});
