import type { JsonObject, StackTemplate } from '../../../src/assembly';

/** An app in whose templates one condition, or one value of it, is gone or weaker. */
export interface Mutant {
  readonly name: string;
  /** In which kind of policy, and how it was weakened. */
  readonly kind: string;
  readonly templates: readonly StackTemplate[];
}

const DOCUMENTS = ['PolicyDocument', 'AssumeRolePolicyDocument'];

/** Every condition of every statement of some of an app's stacks, in every way. */
export function mutantsOf(app: readonly StackTemplate[], isMeant: (stack: string) => boolean = () => true): Mutant[] {
  return app.flatMap((original, index) => (isMeant(original.name) ? mutantsOfTemplate(original) : []).map(({ template: mutated, name, ...one }) => (
    { ...one, name: app.length === 1 ? name : `${original.name} ${name}`, templates: app.map((template, place) => (place === index ? mutated : template)) })));
}

interface MutantOfTemplate extends Omit<Mutant, 'templates'> {
  readonly template: StackTemplate;
}

function mutantsOfTemplate(original: StackTemplate): MutantOfTemplate[] {
  const found: MutantOfTemplate[] = [];
  const resources = original.template.Resources as { [id: string]: JsonObject };
  for (const [id, { Properties }] of Object.entries(resources)) {
    for (const name of DOCUMENTS) {
      const statements = ((Properties as JsonObject | undefined)?.[name] as JsonObject | undefined)?.Statement as JsonObject[] | undefined;
      statements?.forEach(({ Condition }, index) => {
        const conditions = (Condition ?? {}) as { [operator: string]: JsonObject };
        for (const [operator, keys] of Object.entries(conditions)) {
          for (const key of Object.keys(keys)) {
            for (const [way, weaken] of WAYS) {
              const changed = structuredClone(original.template);
              const listed = (changed.Resources as any)[id].Properties[name].Statement as JsonObject[];
              const statement = listed[index] as { Condition: { [operator: string]: JsonObject } };
              if (weaken(statement.Condition, operator, key)) {
                found.push({ name: `${id} ${index + 1} ${operator} ${key}: ${way}`, kind: `${name} ${way}`, template: { ...original, template: changed } });
              }
            }
          }
        }
      });
    }
  }
  return found;
}

type Conditions = { [operator: string]: JsonObject };
type Way = (conditions: Conditions, operator: string, key: string) => boolean;

const WAYS: readonly (readonly [name: string, way: Way])[] = [
  ['gone', (conditions, operator, key) => {
    take(conditions, operator, key);
    return true;
  }],
  ['any value', (conditions, operator, key) => replaced(conditions, operator, key, /String(Equals|Like)$/, 'StringLike', ['*'])],
  ['if it exists', (conditions, operator, key) => replaced(conditions, operator, key, /^(StringEquals|StringLike)$/, `${operator}IfExists`)],
  ['for any value', (conditions, operator, key) => replaced(conditions, operator, key, /^ForAllValues:/, operator.replace('ForAllValues', 'ForAnyValue'))],
  ['for all values', (conditions, operator, key) => replaced(conditions, operator, key, /^ForAnyValue:/, operator.replace('ForAnyValue', 'ForAllValues'))],
  ['one value less', (conditions, operator, key) => {
    const values = conditions[operator][key];
    if (!Array.isArray(values) || values.length < 2) return false;
    conditions[operator][key] = values.slice(1);
    return true;
  }],
];

function replaced(conditions: Conditions, operator: string, key: string, whose: RegExp, by: string, values?: readonly string[]): boolean {
  if (!whose.test(operator)) return false;
  const kept = take(conditions, operator, key);
  const name = by.startsWith('For') || !operator.startsWith('For') ? by : operator.replace(/[^:]+$/, by);
  conditions[name] = { ...conditions[name], [key]: values ?? kept };
  return true;
}

function take(conditions: Conditions, operator: string, key: string): unknown {
  const { [key]: kept, ...rest } = conditions[operator];
  if (Object.keys(rest).length === 0) delete conditions[operator];
  else conditions[operator] = rest;
  return kept;
}

/** The same app without its guardrails: then nothing but the conditions themselves holds. */
export function withoutGuardrails(original: StackTemplate): StackTemplate {
  const template = structuredClone(original.template);
  for (const { Properties } of Object.values(template.Resources as { [id: string]: { Properties: JsonObject } })) {
    const document = Properties?.PolicyDocument as JsonObject | undefined;
    if (document !== undefined) document.Statement = (document.Statement as JsonObject[]).filter(({ Effect }) => Effect === 'Allow');
  }
  for (const [id, { Properties }] of Object.entries(template.Resources as { [id: string]: { Properties: JsonObject } })) {
    const { Statement } = (Properties?.PolicyDocument ?? {}) as { Statement?: unknown[] };
    if (Statement?.length === 0) delete (template.Resources as JsonObject)[id];
  }
  return { ...original, template };
}
