// A real OpenID Connect provider (npm oidc-provider), in a process of its own: it is an ES module, and shares nothing with what is tested.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [issuer, clientId] = process.argv.slice(2);
const provider = new Provider(issuer, {
  clients: [{
    client_id: clientId, redirect_uris: ['https://game.example.com/done'], response_types: ['id_token'], grant_types: ['implicit'], token_endpoint_auth_method: 'none',
  }],
  responseTypes: ['id_token'],
  features: { devInteractions: { enabled: true } },
  cookies: { keys: ['test'] },
});
const server = createServer(provider.callback());
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
