/** STS model, `clientTokenType`: 4 to 20,000 characters. */
const SHORTEST_TOKEN = 4;
const LONGEST_TOKEN = 20_000;

/** The constraint of the STS model that the token breaks, in AWS's words. */
export function tokenLengthViolation(token: string): string | undefined {
  if (token.length < SHORTEST_TOKEN) {
    return `Member must have length greater than or equal to ${SHORTEST_TOKEN}`;
  }
  return token.length > LONGEST_TOKEN ? `Member must have length less than or equal to ${LONGEST_TOKEN}` : undefined;
}
