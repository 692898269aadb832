import type { HttpHead } from '../../protocols/http';
import { invalidRequest } from '../../s3';

/** By lower-case name. A header that is given twice is refused: one may be decided on and the other acted on. */
export function singleHeaders({ headers }: HttpHead): ReadonlyMap<string, string> {
  const single = new Map(headers.map(([name, value]) => [name, value.trim()]));
  if (single.size !== headers.length) throw invalidRequest('a header was given more than once');
  return single;
}
