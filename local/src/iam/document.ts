import { MalformedPolicyError } from './malformed-policy-error';

/** Far above every IAM quota; what is larger is no policy but an attempt to keep us busy. */
const MAX_CHARACTERS = 1_048_576;

/** Reads a policy document element by element. Its depth is fixed by the grammar, its size by a budget. */
export class DocumentReader {
  private budget = MAX_CHARACTERS;

  /** A JSON object as a Map, so that no element name can reach a prototype. */
  object(value: unknown, where: string): ReadonlyMap<string, unknown> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new MalformedPolicyError(`${where} must be an object, got ${describe(value)}`);
    }
    return new Map(Object.entries(value));
  }

  text(value: unknown, where: string): string {
    if (typeof value !== 'string') throw new MalformedPolicyError(`${where} must be a string, got ${describe(value)}`);
    return this.spend(value, where);
  }

  /** One string or a list of them. */
  texts(value: unknown, where: string): readonly string[] {
    return listOf(value, where).map(item => this.text(item, where));
  }

  /**
   * Quotation marks are optional for numeric and Boolean values (IAM User Guide, Grammar of the policy language).
   * Recorded of AWS: there may be none.
   */
  values(value: unknown, where: string): readonly string[] {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return list.map(item => {
      if (typeof item === 'number') return this.spend(numberText(item, where), where);
      return typeof item === 'boolean' ? this.spend(String(item), where) : this.text(item, where);
    });
  }

  private spend(text: string, where: string): string {
    this.budget -= text.length + 1;
    if (this.budget < 0) throw new MalformedPolicyError(`${where}: the policy is larger than ${MAX_CHARACTERS} characters`);
    return text;
  }
}

/** JSON numbers are read as doubles: of a large one nobody knows which it was. */
function numberText(value: number, where: string): string {
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) throw new MalformedPolicyError(`${where}: a number beyond 2^53 must be a string, got ${value}`);
  return String(value);
}

function listOf(value: unknown, where: string): readonly unknown[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw new MalformedPolicyError(`${where} must not be empty`);
  return list;
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : typeof value;
}
