// Why tests of outside suites fail, by suite. `wording`: another text for the same refusal. `not claimed`: the local cloud refuses it by name,
// or the suite tests the servers it is made for.
export const REASONS = {
  'dynamodb-conformance': [
    { kind: 'not claimed', why: 'PartiQL is refused by name', tests: [/PartiQL/] },
    { kind: 'wording', why: 'the text of a refusal', tests: [/exact error messages/, /validation ordering/] },
  ],
  'alternator': [],
  'dynalite': [],
  's3-tests': [],
};
