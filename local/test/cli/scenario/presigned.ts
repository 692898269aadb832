/** What a URL answers, as a client of S3 sees it: its body, or S3's error. */
export async function fetched(url: string): Promise<{ readonly Body: string }> {
  const response = await fetch(url);
  const Body = await response.text();
  if (response.ok) return { Body };
  throw Object.assign(new Error(Body), { name: /<Code>(\w+)<\/Code>/.exec(Body)?.[1] ?? String(response.status) });
}
