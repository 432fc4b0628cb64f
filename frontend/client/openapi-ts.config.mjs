// The client of the API, from docs/openapi.json: `npm run client` at frontend/ writes it, the output is committed.
import { defineConfig } from '@hey-api/openapi-ts';

export default defineConfig({
  input: '../../docs/openapi.json',
  output: { path: process.env.CLIENT_OUTPUT ?? '../src/api/generated', clean: true },
  plugins: [
    '@hey-api/typescript',
    { name: '@hey-api/sdk', responseStyle: 'data' },
    { name: '@hey-api/client-fetch', throwOnError: true },
  ],
});
