import type { Place } from './model';
import type { JsonObject } from '../../assembly';

/** A resource of a template, its properties as far as they can be read. */
export interface ReadResource extends Place {
  readonly type: string;
  readonly ref: string;
  readonly attributes: { readonly [name: string]: string };
  readonly properties: JsonObject;
  readonly region: string;
}
