/** The bare server, as another engine. */
declare module 'dynalite' {
  function dynalite(options: { readonly createTableMs: number }): import('node:http').Server;
  export default dynalite;
}
