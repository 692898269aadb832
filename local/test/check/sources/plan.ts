import type { JsonObject } from '../../../src/assembly';

/** A resource that a plan makes. */
export interface Planned {
  readonly address: string;
  readonly values: JsonObject;
  /** As `after_unknown` has it. */
  readonly unknown?: JsonObject;
  /** Attribute → what its expression refers to. */
  readonly references?: { readonly [attribute: string]: readonly string[] };
  readonly actions?: readonly string[];
}

/** What `terraform show -json` writes, as far as anybody reads it. */
export function planOf(resources: readonly Planned[]): string {
  const typeOf = (address: string) => address.replace(/^(module\.\w+(\[[^\]]*\])?\.)*/, '').split('.')[0];
  const declared = (ofModule: boolean) => resources.filter(({ address }) => address.startsWith('module.') === ofModule).map(({ address, references = {} }) => ({
    address: address.replace(/^module\.\w+(\[[^\]]*\])?\./, '').replace(/\[[^\]]*\]$/, ''),
    expressions: Object.fromEntries(Object.entries(references).map(([name, to]) => [name, { references: to }])),
  }));
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.9.0',
    planned_values: { root_module: {} },
    resource_changes: resources.map(({ address, values, unknown = {}, actions = ['create'] }) => ({
      address, mode: 'managed', type: typeOf(address), name: address.split('.').pop(), change: { actions, before: null, after: actions.includes('delete') ? null : values, after_unknown: unknown },
    })),
    configuration: { root_module: { resources: declared(false), module_calls: { app: { module: { resources: declared(true) } } } } },
  });
}
