/** What whoever sends a request can make it say, whatever the policy wants. */
const CALLER_CHOSEN = /^(aws:(useragent|referer|sourceip|securetransport)|s3:(x-amz-.*|max-keys|delimiter|signatureversion|authtype|signatureage|requestobjecttag.*|if-match|if-none-match))$/;

const GLOBAL: ReadonlySet<string> = new Set([
  'federatedprovider', 'multifactorauthpresent', 'principalaccount', 'principalarn', 'principalisawsservice', 'principaltype', 'requestedregion',
  'resourceaccount', 'userid', 'username', 'viaawsservice', 'calledvia', 'calledviafirst', 'calledvialast', 'multifactorauthage',
]);

/** Without tags of resources and objects: nobody knows here what they are. */
const OF_DYNAMODB: ReadonlySet<string> = new Set([
  'attributes', 'enclosingoperation', 'leadingkeys', 'firstpartitionkeyvalues', 'secondpartitionkeyvalues', 'thirdpartitionkeyvalues',
  'fourthpartitionkeyvalues', 'returnconsumedcapacity', 'returnvalues', 'select', 'fulltablescan',
]);
const OF_S3: ReadonlySet<string> = new Set(['prefix', 'objectcreationoperation', 'resourceaccount']);
const OF_PROVIDERS = /^[^:]+\.[^:]*:(amr|app_id|aud|id|sub|user_id)$/;

export function isCallerChosen(key: string): boolean {
  return CALLER_CHOSEN.test(key);
}

/**
 * Whether a condition key, in lower case, is filled in the requests of the check, or known to be absent. Conditions on any other
 * cannot be told: the network, the organization, the time, tags but those that are known to hold the user's id.
 */
export function isDecisionKey(key: string, idTags: ReadonlySet<string>): boolean {
  const colon = key.indexOf(':');
  const name = key.slice(colon + 1);
  switch (key.slice(0, colon)) {
    case 'aws': return GLOBAL.has(name) || isCallerChosen(key) || idTags.has(name.replace(/^principaltag\//, ''));
    case 'dynamodb': return OF_DYNAMODB.has(name);
    case 's3': return OF_S3.has(name) || isCallerChosen(key);
    default: return OF_PROVIDERS.test(key);
  }
}
