import { parseDocument, type CollectionTag, type ScalarTag } from 'yaml';
import { AssemblyError } from './assembly-error';
import { isObject, type JsonObject } from './json';

/** Short forms of the functions (`!Ref name`), which templates in YAML may use. */
const FUNCTIONS = [
  'And', 'Base64', 'Cidr', 'Contains', 'EachMemberEquals', 'EachMemberIn', 'Equals', 'FindInMap', 'GetAZs', 'GetAtt', 'GetStackOutput', 'If', 'ImportValue', 'Join',
  'Length', 'Not', 'Or', 'RefAll', 'Select', 'Split', 'Sub', 'ToJsonString', 'Transform', 'ValueOf', 'ValueOfAll',
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

/** A template's text is JSON or YAML. Throws `AssemblyError`, in CloudFormation's words. */
export function parseTemplate(text: string): JsonObject {
  const value = text.trimStart().startsWith('{') ? parseJson(text) : parseYaml(text);
  if (!isObject(value)) throw new AssemblyError('Template format error: unsupported structure.');
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AssemblyError(`Template format error: JSON not well-formed. (${(error as Error).message})`);
  }
}

/** YAML 1.1, as CloudFormation has it, without its guesses at dates and at `yes` and `no`. */
function parseYaml(text: string): unknown {
  const document = parseDocument(text, { schema: 'core', customTags: (tags) => [...tags, ...TAGS], uniqueKeys: true, logLevel: 'error' });
  const [problem] = document.errors.length > 0 ? document.errors : document.warnings;
  if (problem !== undefined) throw new AssemblyError(`Template format error: YAML not well-formed. (${problem.message.split('\n')[0]})`);
  return document.toJS({ maxAliasCount: MAX_ALIASES });
}
