/** All but letters, digits, `-`, `.`, `_` and `~` (IAM User Guide, "Create a signed AWS API request", UriEncode). */
export function uriEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
