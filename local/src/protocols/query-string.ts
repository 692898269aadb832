import { S3Error } from '../s3';

/** Names and values of a query string, decoded, in the order given. */
export type QueryPairs = readonly (readonly [name: string, value: string])[];

/** A `+` is a plus: only forms use it for a space, and signers never write one. */
export function queryPairs(query: string): QueryPairs {
  return query.split('&').filter((pair) => pair !== '').map((pair) => {
    const equals = pair.indexOf('=');
    return equals < 0 ? [uriDecode(pair), ''] : [uriDecode(pair.slice(0, equals)), uriDecode(pair.slice(equals + 1))];
  });
}

/** Throws for escapes that are no UTF-8: what they stand for is anybody's guess. */
export function uriDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI', "Couldn't parse the specified URI.");
  }
}

/** A parameter that is given twice is refused: which one counts is anybody's guess. */
export function singleParameters(pairs: QueryPairs): Map<string, string> {
  const parameters = new Map(pairs);
  if (parameters.size === pairs.length) return parameters;
  const [twice] = pairs.find(([name], i) => pairs.findIndex(([other]) => other === name) !== i)!;
  throw new S3Error('InvalidArgument', 'A query parameter was given more than once', 400, { ArgumentName: twice });
}
