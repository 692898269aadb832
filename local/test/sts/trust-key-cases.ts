/** Condition keys of trust policies, in lower case, that are filled while one is judged, or known to be absent then. */
export const FILLED_KEYS = [
  'www.amazon.com:app_id', 'www.amazon.com:user_id', 'login.example.com:aud', 'login.example.com:email', 'x:sub', 'graph.facebook.com:id', 'accounts.google.com:oaud', 'login.example.com/a/b:sub', 'cognito-identity.amazonaws.com:amr',
  'token.actions.githubusercontent.com:repository_id', 'octo.ghe.com:ref', 'oidc.circleci.com/org/1:oidc.circleci.com/project-id',
  'idcs-1.identity.oraclecloud.com:rpst_id', 'accounts.google.com:google/organization_number', 'agent.buildkite.com:organization_slug',
  'sts:rolesessionname', 'sts:roleauthorizedbyidp', 'aws:sourceip', 'aws:principalarn', 'aws:requesttag/team', 'aws:principaltag/team', 'aws:username',
  'aws:calledvia', 'aws:calledviafirst', 'aws:calledvialast', 'aws:currenttime', 'aws:epochtime', 'aws:federatedprovider', 'aws:multifactorauthage',
  'aws:multifactorauthpresent', 'aws:principalaccount', 'aws:principalisawsservice', 'aws:principalservicename', 'aws:principalservicenameslist',
  'aws:principaltype', 'aws:referer', 'aws:requestedregion', 'aws:resourceaccount', 'aws:securetransport', 'aws:sourceaccount', 'aws:sourcearn',
  'aws:sourceidentity', 'aws:tagkeys', 'aws:tokenissuetime', 'aws:useragent', 'aws:userid', 'aws:viaawsservice', 'aws:resourcetag/team',
  'iam:resourcetag/team', 'sts:externalid', 'sts:sourceidentity', 'sts:transitivetagkeys',
];

/** Those that nobody fills here. */
export const UNFILLED_KEYS = [
  'login.example.com:groups', 'login.example.com:iss', 'gitlab.example.org:project_id', 'sts:unheardof', 'aws:principalorgid', 'aws:sourcevpc', 'aws:unheardof',
  'saml:sub_type', 'ec2:region', 'sub', ':sub', 'iam:policyarn', 'iam:currenttime',
];
