import { broker } from './broker';
import { gameTable } from './game-table';
import { openQuestions } from './open-questions';
import type { Scenario } from './setting';
import { severalProviders } from './several-providers';
import { userBucket } from './user-bucket';

/** By the name of their test: `integ.<name>.ts`. */
export const SCENARIOS: ReadonlyMap<string, Scenario> = new Map([
  ['game-table', gameTable],
  ['user-bucket', userBucket],
  ['several-providers', severalProviders],
  ['broker', broker],
  ['open-questions', openQuestions],
]);
