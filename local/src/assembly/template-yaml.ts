import { parseDocument, type CollectionTag, type ScalarTag } from 'yaml';
import { AssemblyError } from './assembly-error';

/** Short forms of the functions (`!Ref name`), which templates in YAML may use. */
const FUNCTIONS = [
  'And', 'Base64', 'Cidr', 'Contains', 'EachMemberEquals', 'EachMemberIn', 'Equals', 'FindInMap', 'GetAZs', 'GetAtt', 'GetStackOutput', 'If', 'ImportValue',
  'Join', 'Length', 'Not', 'Or', 'RefAll', 'Select', 'Split', 'Sub', 'ToJsonString', 'Transform', 'ValueOf', 'ValueOfAll',
];

interface LongForm {
  readonly key: string;
  readonly tag: string;
}

const LONG_FORMS: readonly LongForm[] = [
  { tag: '!Ref', key: 'Ref' },
  { tag: '!Condition', key: 'Condition' },
  ...FUNCTIONS.map((name) => ({ tag: `!${name}`, key: `Fn::${name}` })),
];

/** Aliases of aliases multiply: a short text must not become gigabytes. */
const MAX_ALIASES = 100;

const TAGS: readonly (ScalarTag | CollectionTag)[] = LONG_FORMS.flatMap(({ tag, key }): (ScalarTag | CollectionTag)[] => [
  { tag, resolve: (text: string) => ({ [key]: text }) },
  { tag, collection: 'seq', resolve: (items) => ({ [key]: items.toJSON() as unknown }) },
  { tag, collection: 'map', resolve: (members) => ({ [key]: members.toJSON() as unknown }) },
]);

/** YAML 1.1, as CloudFormation has it, without its guesses at dates and at `yes` and `no`. */
export function parseYaml(text: string): unknown {
  const document = parseDocument(text, { schema: 'core', customTags: (tags) => [...tags, ...TAGS], uniqueKeys: true, logLevel: 'error' });
  const [problem] = document.errors.length > 0 ? document.errors : document.warnings;
  if (problem !== undefined) throw new AssemblyError(`Template format error: YAML not well-formed. (${problem.message.split('\n')[0]})`);
  return document.toJS({ maxAliasCount: MAX_ALIASES });
}
