import { explanationLines } from './explanation-lines';
import { postLocal } from './local-endpoint';
import { readToken } from './read-token';
import type { AssumeExplanation } from '../sts';

export interface ExplainOptions {
  readonly endpoint: string;
  readonly secret?: string;
  readonly role: string;
  /** `-` reads stdin. */
  readonly token: string;
  readonly providerId?: string;
  readonly sessionName?: string;
  readonly json?: boolean;
}

const EXIT_CODES: Readonly<Record<AssumeExplanation['verdict'], number>> = { allowed: 0, denied: 1, unknown: 2 };

/** Says which claim meets which condition of a role's trust policy, and exits with the verdict. */
export async function explain({ endpoint, secret, role, token, providerId, sessionName, json }: ExplainOptions): Promise<void> {
  const question = { role, token: token === '-' ? await readToken(process.stdin) : token, providerId, sessionName };
  const explanation = await postLocal<AssumeExplanation>(endpoint, 'explain', secret, question);
  console.log(json ? JSON.stringify(explanation) : explanationLines(explanation).join('\n'));
  process.exitCode = EXIT_CODES[explanation.verdict] ?? EXIT_CODES.unknown;
}
